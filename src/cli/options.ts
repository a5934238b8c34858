// What a person asks of npm run classify.
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

export const USAGE = `npm run classify -- [FILE] [options]

Judges every post of a CSV or JSON Lines file (or of standard input) and writes the file again with its verdicts.

  --text-column NAME   where the post is in each row (default: text)
  --out FILE           where the verdicts go (default: standard output); an interrupted run goes on where it was
  --format csv|jsonl   what comes in, where the name of FILE does not tell (default: csv)
  --delimiter CHAR     what parts the columns of a CSV file (default: ,)
  --skip-bad           leave malformed rows out in place of stopping at the first
`;

export type Format = 'csv' | 'jsonl';

export interface Options {
  /** Undefined for standard input. */
  readonly input: string | undefined;
  /** Undefined for standard output. */
  readonly output: string | undefined;
  readonly inputFormat: Format;
  readonly outputFormat: Format;
  readonly textColumn: string;
  readonly delimiter: string;
  readonly skipBad: boolean;
}

/** The arguments or the files make no sense together; the message says what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** @throws {UsageError} */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError('One file at a time.');
  const input = positionals[0] === '-' ? undefined : positionals[0];
  const { format, out: output, 'text-column': textColumn, 'skip-bad': skipBad, delimiter } = values;
  if (format !== undefined && !isFormat(format)) throw new UsageError('--format is csv or jsonl.');
  if (output !== undefined && output === input)
    throw new UsageError('--out must be another file than the input.');
  if (delimiter.length !== 1) throw new UsageError('--delimiter is one character.');
  const inputFormat = format ?? formatOf(input) ?? 'csv';
  const outputFormat = formatOf(output) ?? inputFormat;
  if (inputFormat === 'jsonl' && outputFormat === 'csv')
    throw new UsageError(
      'Rows of JSON Lines may differ in their fields and fit in no table; let --out end in .jsonl.',
    );
  return { input, output, inputFormat, outputFormat, textColumn, delimiter, skipBad };
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
        delimiter: { type: 'string', default: ',' },
        'skip-bad': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function isFormat(text: string): text is Format {
  return text === 'csv' || text === 'jsonl';
}

function formatOf(file: string | undefined): Format | undefined {
  const extension = extname(file ?? '')
    .slice(1)
    .toLowerCase();
  if (extension === 'ndjson') return 'jsonl';
  return isFormat(extension) ? extension : undefined;
}
