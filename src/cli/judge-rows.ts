// Judges rows in chunks: while one is written the next is judged, so that memory is bounded and no thread waits.
import { stringify } from 'csv-stringify/sync';
import type { Classifier, Verdict } from '../sentiment/verdict.ts';
import type { Format } from './options.ts';
import type { InputRow } from './rows.ts';
import type { Sink } from './sink.ts';

/** Rows judged at once; two chunks are in hand at a time. */
export const CHUNK = 256;

export interface JudgeRows {
  readonly rows: AsyncIterable<InputRow>;
  readonly classifier: Pick<Classifier, 'classify'>;
  readonly sink: Sink;
  readonly format: Format;
  /** Told when rows are written. @param bytes how far into the input they reach. */
  readonly onProgress?: (rows: number, bytes: number) => void;
}

interface JudgedRow {
  readonly row: InputRow;
  readonly verdict: Verdict | null;
}

/**
 * Judges what the sink does not have yet, and writes it in the order of the input.
 * @returns how many rows the sink has at the end.
 * @throws what reading or judging throws, once the rows before that are written.
 */
export async function judgeRows({ rows, classifier, sink, format, onProgress }: JudgeRows): Promise<number> {
  let written = sink.rowsDone;
  const judge = async (row: InputRow): Promise<JudgedRow> => ({
    row,
    verdict: await classifier.classify(row.text),
  });
  async function write(judged: readonly JudgedRow[]): Promise<void> {
    const last = judged.at(-1)!.row;
    await sink.write(serialise(judged, format, written === 0), last.number);
    written = last.number;
    onProgress?.(written, last.bytes);
  }

  let earlier = Promise.resolve();
  try {
    for await (const chunk of chunksOf(rows, sink.rowsDone)) {
      const judged = Promise.all(chunk.map(judge));
      judged.catch(() => {}); // heard below, in its turn
      await earlier;
      earlier = judged.then(write);
      earlier.catch(() => {});
    }
  } finally {
    await earlier;
  }
  return written;
}

/** Chunks of the rows after the first `done`; when reading fails, what came before is given first. */
async function* chunksOf(rows: AsyncIterable<InputRow>, done: number): AsyncIterable<InputRow[]> {
  let chunk: InputRow[] = [];
  try {
    for await (const row of rows) {
      if (row.number <= done) continue;
      chunk.push(row);
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    if (chunk.length > 0) yield chunk;
    throw error;
  }
  if (chunk.length > 0) yield chunk;
}

/** A post with nothing to judge has no verdict: its cells are empty. */
function serialise(judged: readonly JudgedRow[], format: Format, first: boolean): string {
  const rows = judged.map(({ row, verdict }) => ({
    ...row.fields,
    verdict_label: verdict?.label ?? null,
    verdict_probability: verdict?.probability ?? null,
    verdict_certain: verdict?.certain ?? null,
    verdict_lang: verdict?.language ?? null,
    verdict_truncated: verdict?.truncated ?? null,
    verdict_model: verdict?.model ?? null,
  }));
  if (format === 'jsonl') return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return stringify(rows, { header: first, cast: { boolean: String } });
}
