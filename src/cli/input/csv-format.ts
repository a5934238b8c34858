// CSV: rows go out as they came in, byte by byte, with the cells of the verdict behind them. A record that is broken
// costs its first line; what it ran over is read again.

import { UsageError } from '../faults.ts';
import type { Cell, Cells } from '../verdict-cells.ts';
import { toJsonMembers, VERDICT_COLUMNS } from '../verdict-cells.ts';
import { type CsvHead, fieldsOf, readField } from './csv-head.ts';
import { endsAtOpening, hasLooseQuote, scanRecord } from './csv-record.ts';
import { encodingAdvice, type TextEncoding } from './encoding.ts';
import type { Found, Row, RowFormat, Writer } from './format.ts';
import { findLineEnd, skipLineEnd } from './line-end.ts';

export function createCsvFormat(head: CsvHead, encoding: TextEncoding, write: Writer): RowFormat {
  const { delimiter, names, textField } = head;
  const next: RowFormat['next'] = (bytes, at, offset, ended) => {
    const record = scanRecord(bytes, at, delimiter, ended);
    if (!record) return undefined;
    if ('reason' in record) return costFirstLine(record.reason, record.at);
    const { fields, end } = record;
    const raw = bytes.subarray(at, record.next);
    const count = fields.length / 2;
    if (end === at || (count === 1 && names.length > 1 && raw.toString('latin1').trim() === ''))
      return { kind: 'blank', raw };
    if (offset < format.brokenUntil && hasLooseQuote(bytes, record))
      return { kind: 'bad', raw, reason: 'it is part of the broken row before it' };
    if (count !== names.length) {
      const reason = `it has ${count} fields and the header ${names.length}; ${
        names.length > 1
          ? 'put quotes around fields that hold the delimiter'
          : 'put quotes around it, or name a delimiter that no post holds: --delimiter tab'
      }`;
      return endsAtOpening(bytes, record, delimiter)
        ? costFirstLine(reason, end)
        : { kind: 'bad', raw, reason };
    }
    const text =
      encoding.decode(raw) === undefined
        ? undefined
        : readField(bytes, fields[2 * textField]!, fields[2 * textField + 1]!, encoding.decode);
    if (text === undefined) return { kind: 'bad', raw, reason: encodingAdvice(encoding.name) };
    return { kind: 'row', text, raw, fields: [...fields, end].map((place) => place - at) };

    function costFirstLine(reason: string, shows: number): Found | undefined {
      const following = skipLineEnd(bytes, findLineEnd(bytes, at), ended);
      if (following === undefined) return undefined;
      if (shows >= following) format.brokenUntil = Math.max(format.brokenUntil, offset + shows - at);
      return { kind: 'bad', raw: bytes.subarray(at, following), reason };
    }
  };
  const format: RowFormat = { head: head.bytes, brokenUntil: 0, next, write };
  return format;
}

/** Writes the rows again as they are; the cells of an earlier verdict make way. */
export function createCsvWriter({ bytes, fields, names, delimiter }: CsvHead): Writer {
  const mark = String.fromCharCode(delimiter);
  const kept = names.map((name) => !VERDICT_COLUMNS.includes(name));
  const extend = (raw: Buffer, places: readonly number[], cells: readonly Cell[]) => {
    const end = places.at(-1)!;
    const own = kept.every(Boolean) ? [raw.subarray(0, end)] : keepFields(raw, places, kept, mark);
    const added = cells.map((cell) => mark + toCsvCell(cell, mark)).join('');
    return Buffer.concat([...own, Buffer.from(added), raw.subarray(end)]);
  };
  return {
    head: (columns) => extend(bytes, fields, columns),
    row: ({ raw, fields }, cells) => extend(raw, fields!, cells),
    blank: (raw) => raw,
  };
}

function keepFields(
  raw: Buffer,
  places: readonly number[],
  kept: readonly boolean[],
  mark: string,
): Buffer[] {
  const separator = Buffer.from(mark);
  const fields = kept.flatMap((keep, field) =>
    keep ? [separator, raw.subarray(places[2 * field]!, places[2 * field + 1]!)] : [],
  );
  return [raw.subarray(0, places[0]!), ...fields.slice(1)];
}

function toCsvCell(cell: Cell, mark: string): string {
  const text = cell === null ? '' : String(cell);
  return text.includes(mark) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes each row as a line of JSON, in UTF-8.
 * @throws {UsageError} when two columns have one name, which an object cannot hold.
 */
export function createCsvToJsonWriter({ names }: CsvHead, { decode }: TextEncoding): Writer {
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined)
    throw new UsageError(`Two columns are called ${twice}, which JSON cannot hold; let --out end in .csv.`);
  const nothing = Buffer.alloc(0);
  const members = ({ raw, fields }: Row, cells: Cells) =>
    fieldsOf(raw, fields!.slice(0, -1), decode)
      .map((value, place) => [names[place]!, value])
      .filter(([name]) => !VERDICT_COLUMNS.includes(name!))
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .concat(toJsonMembers(VERDICT_COLUMNS, cells));
  return {
    head: () => nothing,
    row: (row, cells) => Buffer.from(`{${members(row, cells).join(',')}}\n`),
    blank: () => nothing,
  };
}
