// What lives in the heap of a program: the rest of it is garbage, and how much of that there is depends on when one looks.

/** With `--import` of this, a program says on standard error after each full collection how many bytes it has left. */
export const SAYS_WHAT_LIVES = `data:text/javascript,import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
const isFull = ({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
new PerformanceObserver((seen) => {
  if (seen.getEntries().some(isFull)) process.stderr.write('lives: ' + getHeapStatistics().used_heap_size + '\\n');
}).observe({ entryTypes: ['gc'] });`;

/** @param said what the program has written to standard error. @returns bytes; NaN before the first full collection. */
export function livingHeap(said: string): number {
  const [, bytes] = /^lives: (\d+)$/m.exec(said.slice(Math.max(0, said.lastIndexOf('\nlives: ')))) ?? [];
  return Number(bytes);
}
