// What a person asks of npm run classify.
import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './faults.ts';
import { readEncodingName } from './input/encoding.ts';

export const USAGE = `npm run classify -- FILE --out FILE [options]

Judges every post of a CSV or JSON Lines file and writes the file again, byte by byte, with the verdict behind each row.
Give - in place of the first FILE to read standard input.

  --text-column NAME   where the post is in each row (default: text)
  --out FILE           where the verdicts go (default: standard output); however it ended, the same command goes on
  --format csv|jsonl   what comes in, where the name of FILE does not tell (default: csv)
  --delimiter CHAR     what parts the columns of a CSV file, “tab” for a tab (default: told from the header; .tsv: tab)
  --encoding NAME      what the file is in, where it does not tell (default: utf-8); Excel: windows-1252
  --skip-bad           leave malformed rows out in place of stopping at the first
`;

export type FileFormat = 'csv' | 'jsonl';

export interface Options {
  /** Undefined for standard input. */
  readonly input: string | undefined;
  /** Undefined for standard output. */
  readonly output: string | undefined;
  readonly inputFormat: FileFormat;
  readonly outputFormat: FileFormat;
  readonly textColumn: string;
  /** Told from the header when undefined. */
  readonly delimiter: string | undefined;
  /** As TextDecoder names it; told from the first bytes when undefined. */
  readonly encoding: string | undefined;
  readonly skipBad: boolean;
}

/** @throws {UsageError} */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError('One file at a time.');
  const input = positionals[0] === '-' ? undefined : positionals[0];
  const { format, out: output, 'text-column': textColumn, 'skip-bad': skipBad } = values;
  const delimiter = readDelimiter(values.delimiter ?? (extensionOf(input) === 'tsv' ? 'tab' : undefined));
  const encoding = values.encoding === undefined ? undefined : readEncodingName(values.encoding);
  if (format !== undefined && !isFormat(format)) throw new UsageError('--format is csv or jsonl.');
  if (output !== undefined && input !== undefined && resolve(output) === resolve(input))
    throw new UsageError('--out must be another file than the input.');
  const inputFormat = format ?? formatOf(input) ?? 'csv';
  const outputFormat = formatOf(output) ?? inputFormat;
  if (inputFormat === 'jsonl' && outputFormat === 'csv')
    throw new UsageError(
      'Rows of JSON Lines may differ in their fields and fit in no table; let --out end in .jsonl.',
    );
  return { input, output, inputFormat, outputFormat, textColumn, delimiter, encoding, skipBad };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'text-column': { type: 'string', default: 'text' },
        out: { type: 'string' },
        format: { type: 'string' },
        delimiter: { type: 'string' },
        encoding: { type: 'string' },
        'skip-bad': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function readDelimiter(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  if (given === 'tab' || given === '\\t') return '\t';
  if (/^[!-~\t]$/.test(given) && !/[\w"']/.test(given)) return given;
  throw new UsageError('--delimiter is one character, such as ; or | or tab; no letter, digit or quote.');
}

function isFormat(text: string): text is FileFormat {
  return text === 'csv' || text === 'jsonl';
}

function formatOf(file: string | undefined): FileFormat | undefined {
  const extension = extensionOf(file);
  if (extension === 'ndjson' || extension === 'json') return 'jsonl';
  if (extension === 'tsv') return 'csv';
  return isFormat(extension) ? extension : undefined;
}

function extensionOf(file: string | undefined): string {
  return extname(file ?? '')
    .slice(1)
    .toLowerCase();
}
