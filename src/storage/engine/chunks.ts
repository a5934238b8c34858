// Long work in short statements, with others running in between.
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Repeats `step` until it finds nothing more.
 * @param size rows that a step touches at most; one that touches fewer was the last.
 * @returns how many rows in all.
 */
export async function inChunks(size: number, step: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await step();
    total += rows;
    if (rows < size) return total;
    await nextTurn();
  }
}
