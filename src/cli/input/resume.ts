// Finds how far an earlier run's work still belongs to the file: a row may have been mended, the file may be another.
import type { ByteWindow } from './byte-window.ts';
import type { Position } from './chunks.ts';

/**
 * Moves the window behind the last position up to which the file is what it was.
 * @param positions in the order of the file.
 * @returns undefined when there is none; the window stands at the beginning then.
 */
export async function resume<P extends Position>(
  window: ByteWindow,
  positions: readonly P[],
): Promise<P | undefined> {
  let held: P | undefined;
  for (const position of positions) {
    const length = position.offset - window.offset;
    while (window.bytes.length - window.at < length && (await window.grow()));
    if (window.bytes.length - window.at < length || window.hash(length) !== position.hash) break;
    if (position.open && !(await endsAfter(window, length))) break;
    window.advance(length);
    held = position;
  }
  return held;
}

async function endsAfter(window: ByteWindow, length: number): Promise<boolean> {
  return window.bytes.length - window.at === length && !(await window.grow());
}
