// The rows of a file, one after the other, each with its post; a malformed one is named by its number.
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { type Options, UsageError } from './options.ts';

export interface InputRow {
  /** Counts from 1, the header of a CSV file not included, malformed rows that were skipped neither. */
  readonly number: number;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** Bytes of the input up to the end of this row. */
  readonly bytes: number;
}

/** A row cannot be read; the message says which and why. */
export class BadRowError extends Error {
  override name = 'BadRowError';
}

/** Longest row of a CSV file, in bytes: a quote that is never closed ends here and not with the memory. */
const MAX_ROW_BYTES = 1_000_000;

type RowOptions = Pick<Options, 'inputFormat' | 'textColumn' | 'delimiter' | 'skipBad'>;

/**
 * @param onSkip told of every malformed row that is left out.
 * @throws {BadRowError} at the first malformed row, unless they are skipped; the rows before it have been given.
 * @throws {UsageError} when a CSV file has no such column.
 */
export function readRows(
  input: Readable,
  options: RowOptions,
  onSkip: (error: BadRowError) => void,
): AsyncIterable<InputRow> {
  const handleBad = (error: BadRowError) => {
    if (!options.skipBad) throw error;
    onSkip(error);
  };
  return options.inputFormat === 'csv'
    ? readCsv(input, options, handleBad)
    : readJsonLines(input, options, handleBad);
}

interface CsvRow {
  readonly record: Record<string, string>;
  readonly info: { readonly records: number; readonly bytes: number };
}

async function* readCsv(
  input: Readable,
  { textColumn, delimiter }: RowOptions,
  handleBad: (error: BadRowError) => void,
): AsyncIterable<InputRow> {
  // The parser reads ahead: what it skips is told when the rows before it have been given.
  const skipped: { after: number; error: BadRowError }[] = [];
  let malformed = 0;
  const parser = parse({
    columns: (header: string[]) => checkHeader(header, textColumn),
    info: true,
    bom: true,
    delimiter,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    skip_records_with_error: true,
    on_skip(error) {
      const { records, lines, message } = error as CsvError & { records: number; lines: number };
      malformed += 1;
      const reason = message.replace(/ (on|at) line \d+/, '');
      const bad = new BadRowError(`Row ${records + malformed} (line ${lines}) is malformed: ${reason}`);
      skipped.push({ after: records, error: bad });
      return undefined;
    },
  });
  const tellSkipped = (before: number) => {
    while (skipped[0] && skipped[0].after < before) handleBad(skipped.shift()!.error);
  };
  input.once('error', (error) => parser.destroy(error));
  for await (const { record, info } of input.pipe(parser) as AsyncIterable<CsvRow>) {
    tellSkipped(info.records);
    yield { number: info.records, fields: record, text: record[textColumn]!, bytes: info.bytes };
  }
  tellSkipped(Number.POSITIVE_INFINITY);
}

function checkHeader(header: string[], textColumn: string): string[] {
  if (header.includes(textColumn)) return header;
  throw new UsageError(
    `There is no column ${textColumn}; there are: ${header.join(' | ')}. Name one with --text-column, or set --delimiter.`,
  );
}

async function* readJsonLines(
  input: Readable,
  { textColumn }: RowOptions,
  handleBad: (error: BadRowError) => void,
): AsyncIterable<InputRow> {
  let line = 0;
  let number = 0;
  let bytes = 0;
  let broken: Error | undefined;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  input.once('error', (error) => {
    broken = error;
    lines.close();
  });
  for await (const text of lines) {
    line += 1;
    bytes += Buffer.byteLength(text) + 1;
    if (text.trim() === '') continue;
    const fields = parseObject(text);
    const post = fields?.[textColumn];
    if (fields && typeof post === 'string') yield { number: ++number, fields, text: post, bytes };
    else if (fields)
      handleBad(new BadRowError(`Line ${line} is malformed: it has no text under ${textColumn}`));
    else handleBad(new BadRowError(`Line ${line} is malformed: it is no JSON object`));
  }
  if (broken) throw broken;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
