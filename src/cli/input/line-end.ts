// Where lines end in bytes: LF, CRLF or CR, whichever comes. Nothing else is a line end, U+2028 is part of the text.
const LF = 10;
const CR = 13;

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** @returns the place of the first line end from `start` on; the length of the bytes when there is none. */
export function findLineEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && !isLineEnd(bytes[at])) at++;
  return at;
}

/**
 * @param ended whether nothing comes after the bytes.
 * @returns where the next line begins after a line end at `at`; undefined while a CR may be half a CRLF.
 */
export function skipLineEnd(bytes: Buffer, at: number, ended: boolean): number | undefined {
  if (at === bytes.length) return at;
  if (bytes[at] === LF) return at + 1;
  if (at + 1 === bytes.length) return ended ? at + 1 : undefined;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** @returns how many lines these bytes end or begin: one more than the line ends within, none for those at their end. */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; lines++) at = skipLineEnd(bytes, findLineEnd(bytes, at), true)!;
  return lines;
}
