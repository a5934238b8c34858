// The rows of a file in chunks, with what stands between them, and the place in the file after each chunk.
import { BadRowError, UsageError } from '../faults.ts';
import type { ByteWindow } from './byte-window.ts';
import { type Found, MAX_ROW_BYTES, type Row, type RowFormat } from './format.ts';
import { countLines, findLineEnd, isLineEnd, skipLineEnd } from './line-end.ts';

/** Rows of a chunk, blank lines counted; two chunks are in hand at a time. */
export const CHUNK = 256;
/** A chunk of long rows ends here. */
const CHUNK_BYTES = 4_000_000;

/** A longer line is not looked through for its end. */
const MAX_LINE_BYTES = 16_000_000;

/** How far a file has been worked on. */
export interface Position {
  /** Bytes of the file, as it is worked on, that lie before. */
  readonly offset: number;
  /** Hash of these bytes. */
  readonly hash: string;
  readonly lines: number;
  /** Rows that were judged, and malformed ones that were left out. */
  readonly rows: number;
  readonly skipped: number;
  readonly brokenUntil: number;
  /** The last row has no line end: what may be added to the file later belongs to it. */
  readonly open: boolean;
}

export interface Chunk {
  readonly pieces: readonly Exclude<Found, { kind: 'bad' }>[];
  readonly rows: readonly Row[];
  readonly end: Position;
}

/**
 * @param from where an earlier run got to; the window stands there. Without it, at the beginning.
 * @param onBad told of each malformed row; what it throws ends the reading once the rows before are given.
 */
export async function* readChunks(
  window: ByteWindow,
  format: RowFormat,
  from: Position | undefined,
  onBad: (error: BadRowError) => void,
): AsyncIterable<Chunk> {
  format.brokenUntil = from?.brokenUntil ?? 0;
  const seen = {
    lines: from?.lines ?? countLines(format.head),
    rows: from?.rows ?? 0,
    skipped: from?.skipped ?? 0,
  };
  let chunk: Chunk['pieces'][number][] = [];
  let begin = window.offset;
  let open = endsOpen(format.head);
  if (!from) window.advance(format.head.length);
  const give = (): Chunk => {
    const end = {
      ...seen,
      offset: window.offset,
      hash: window.hash(),
      brokenUntil: format.brokenUntil,
      open,
    };
    const given = { pieces: chunk, rows: chunk.filter((piece) => piece.kind === 'row'), end };
    chunk = [];
    begin = window.offset;
    return given;
  };
  try {
    for (let found = await readOne(window, format); found; found = await readOne(window, format)) {
      if (found.kind === 'bad') {
        const number = seen.rows + seen.skipped + 1;
        onBad(new BadRowError(`Row ${number} (line ${seen.lines + 1}) is malformed: ${found.reason}`));
        seen.skipped += 1;
      } else {
        chunk.push(found);
        if (found.kind === 'row') seen.rows += 1;
      }
      seen.lines += countLines(found.raw);
      open = endsOpen(found.raw);
      window.advance(found.raw.length);
      if (chunk.length === CHUNK || window.offset - begin > CHUNK_BYTES) yield give();
    }
  } catch (error) {
    if (window.offset > begin) yield give();
    throw error;
  }
  if (window.offset > begin) yield give();
}

function endsOpen(bytes: Buffer): boolean {
  return bytes.length > 0 && !isLineEnd(bytes.at(-1));
}

/** What comes next; lets nothing of it go. */
async function readOne(window: ByteWindow, format: RowFormat): Promise<Found | undefined> {
  for (;;) {
    const { bytes, at, offset } = window;
    const limit = at + MAX_ROW_BYTES;
    const inHand = bytes.subarray(0, limit);
    if (at === bytes.length && window.ended) return undefined;
    const found = format.next(inHand, at, offset, window.ended && inHand.length === bytes.length);
    if (found) return found;
    if (bytes.length >= limit) return readTooLong(window);
    await window.grow();
  }
}

/** A row that does not end: only its first line is lost, however long that is. */
async function readTooLong(window: ByteWindow): Promise<Found> {
  const reason = `it is longer than ${MAX_ROW_BYTES.toLocaleString('en')} bytes; a line end or a closing quote is missing`;
  for (;;) {
    const { bytes, at, ended } = window;
    const next = skipLineEnd(bytes, findLineEnd(bytes, at), ended);
    if (bytes.length - at > MAX_LINE_BYTES)
      throw new UsageError(
        `A line goes on for ${MAX_LINE_BYTES} bytes: this is no file of rows, or has no line ends.`,
      );
    if (next !== undefined && (next < bytes.length || ended))
      return { kind: 'bad', raw: bytes.subarray(at, next), reason };
    await window.grow();
  }
}
