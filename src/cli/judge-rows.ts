// Judges rows in chunks: while one is written the next is judged, so that memory is bounded and no thread waits.
import type { Classifier } from '../sentiment/verdict.ts';
import type { Chunk, Position } from './input/chunks.ts';
import type { Writer } from './input/format.ts';
import type { Sink } from './output/sink.ts';
import { type Cells, cellsOf, VERDICT_COLUMNS } from './verdict-cells.ts';

export interface JudgeRows {
  readonly chunks: AsyncIterable<Chunk>;
  readonly classifier: Pick<Classifier, 'classify'>;
  readonly sink: Pick<Sink, 'write'>;
  readonly write: Writer;
  /** Whether the head of the file is still to be written. */
  readonly atStart: boolean;
  /** From working bytes to those of the file. */
  readonly encode: (bytes: Buffer) => Buffer;
  /** Told when rows are written. */
  readonly onProgress?: (end: Position) => void;
}

/**
 * Judges and writes in the order of the input.
 * @throws what reading or judging throws, once the rows before that are written.
 */
export async function judgeRows(parts: JudgeRows): Promise<void> {
  const { chunks, classifier, sink, write, encode, onProgress } = parts;
  const start: Buffer[] = parts.atStart ? [write.head(VERDICT_COLUMNS)] : [];
  const judge = async ({ rows }: Chunk): Promise<Cells[]> =>
    (await Promise.all(rows.map(({ text }) => classifier.classify(text)))).map(cellsOf);
  async function writeChunk({ pieces, end }: Chunk, cells: readonly Cells[]): Promise<void> {
    let row = 0;
    const written = pieces.map((piece) =>
      piece.kind === 'row' ? write.row(piece, cells[row++]!) : write.blank(piece.raw),
    );
    await sink.write(encode(Buffer.concat([...start.splice(0), ...written])), end);
    onProgress?.(end);
  }

  let earlier = Promise.resolve();
  try {
    for await (const chunk of chunks) {
      const judged = judge(chunk);
      judged.catch(() => {}); // heard below, in its turn
      await earlier;
      earlier = judged.then((cells) => writeChunk(chunk, cells));
      earlier.catch(() => {});
    }
  } finally {
    await earlier;
  }
}
