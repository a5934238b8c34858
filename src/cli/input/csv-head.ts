// The head of a CSV file: its mark, Excel's line `sep=;`, the header, and the delimiter that these tell.
import { UsageError } from '../faults.ts';
import type { ByteWindow } from './byte-window.ts';
import { QUOTE, scanRecord } from './csv-record.ts';
import { encodingAdvice, type TextEncoding } from './encoding.ts';
import { MAX_ROW_BYTES } from './format.ts';
import { isLineEnd } from './line-end.ts';

export interface CsvHead {
  /** All that stands before the first row. */
  readonly bytes: Buffer;
  readonly delimiter: number;
  readonly names: readonly string[];
  /** Place of the posts among the fields. */
  readonly textField: number;
  /** Where the fields of the header begin and end in `bytes`, and its line end begins. */
  readonly fields: readonly number[];
}

export interface HeadOptions {
  readonly textColumn: string;
  /** Told from the header when it is not given. */
  readonly delimiter: string | undefined;
  readonly encoding: TextEncoding;
}

/** In the order of preference where the header fits several. */
const DELIMITERS = [',', ';', '\t', '|'];
const SEP_LINE = /^sep=([^\r\n])\r?\n/i;

/**
 * Reads as far as the header goes, and lets nothing go.
 * @returns undefined for an empty file.
 * @throws {UsageError} when there is no header with the column.
 */
export async function readCsvHead(window: ByteWindow, options: HeadOptions): Promise<CsvHead | undefined> {
  for (;;) {
    const head = headIn(window.bytes, window.ended, options);
    if (head !== 'more') return head;
    if (window.bytes.length > MAX_ROW_BYTES)
      throw new UsageError('The first line is too long to be a header.');
    await window.grow();
  }
}

function headIn(bytes: Buffer, ended: boolean, options: HeadOptions): CsvHead | undefined | 'more' {
  if (bytes.length < 16 && !ended) return 'more';
  let start = bytes.subarray(0, 3).toString('hex') === 'efbbbf' ? 3 : 0;
  const sep = SEP_LINE.exec(bytes.subarray(start, start + 8).toString('latin1'));
  start += sep?.[0].length ?? 0;
  while (isLineEnd(bytes[start])) start++;
  if (start === bytes.length) return ended ? undefined : 'more';
  const known = options.delimiter ?? sep?.[1];
  const readings = (known === undefined ? DELIMITERS : [known]).map((delimiter) =>
    readHeader(bytes, start, delimiter, ended, options.encoding),
  );
  if (readings.includes('more')) return 'more';
  return choose(readings as Exclude<(typeof readings)[number], 'more'>[], options.textColumn);
}

interface Reading extends Omit<CsvHead, 'textField'> {}

function readHeader(
  bytes: Buffer,
  start: number,
  delimiter: string,
  ended: boolean,
  { decode, name }: TextEncoding,
): Reading | undefined | 'more' {
  const code = delimiter.charCodeAt(0);
  const record = scanRecord(bytes, start, code, ended);
  if (!record) return 'more';
  if ('reason' in record) return undefined;
  const names = fieldsOf(bytes, record.fields, (field) => {
    const text = decode(field);
    if (text === undefined) throw new UsageError(`The header cannot be read: ${encodingAdvice(name)}.`);
    return text;
  });
  return {
    bytes: bytes.subarray(0, record.next),
    delimiter: code,
    names,
    fields: [...record.fields, record.end],
  };
}

function choose(readings: readonly (Reading | undefined)[], textColumn: string): CsvHead {
  const whole = readings.filter((reading) => reading !== undefined);
  const fitting = whole.filter(({ names }) => names.includes(textColumn));
  const [best] = (fitting.length > 0 ? fitting : whole).toSorted((a, b) => b.names.length - a.names.length);
  if (!best) throw new UsageError('The first line is no header: it holds a quote that is not closed.');
  const { names } = best;
  if (fitting.length === 0)
    throw new UsageError(
      `There is no column ${textColumn}; there are: ${names.join(' | ')}. Name one with --text-column, or say what parts them with --delimiter, such as --delimiter tab.`,
    );
  const textField = names.indexOf(textColumn);
  if (names.indexOf(textColumn, textField + 1) !== -1)
    throw new UsageError(
      `There are several columns ${textColumn}; give the one with the posts a name of its own.`,
    );
  return { ...best, textField };
}

/** The texts of fields, without the quotes around them. */
export function fieldsOf<T>(
  bytes: Buffer,
  fields: readonly number[],
  decode: (field: Buffer) => T,
): (T | string)[] {
  return Array.from({ length: fields.length >> 1 }, (_, field) =>
    readField(bytes, fields[2 * field]!, fields[2 * field + 1]!, decode),
  );
}

/** The text of a field, without the quotes around it. */
export function readField<T>(
  bytes: Buffer,
  begin: number,
  end: number,
  decode: (field: Buffer) => T,
): T | string {
  if (bytes[begin] !== QUOTE) return decode(bytes.subarray(begin, end));
  const text = decode(bytes.subarray(begin + 1, end - 1));
  return typeof text === 'string' ? text.replaceAll('""', '"') : text;
}
