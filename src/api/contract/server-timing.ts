// The Server-Timing header of an answer: where the time of its posts went.
import { monotonicClock } from '../../clock.ts';
import type { Timing } from '../../sentiment/verdict.ts';

export interface ServerTiming {
  /** Adds a post. */
  add(timing: Timing): void;
  /** Milliseconds: `tokenise` and `inference` of all posts together, `queue` of the one that waited longest. */
  header(): { readonly 'Server-Timing': string };
}

/** @param clock milliseconds; `total` counts from now. */
export function createServerTiming(clock: () => number = monotonicClock): ServerTiming {
  const start = clock();
  const sums = { queue: 0, tokenise: 0, inference: 0 };
  return {
    add({ tokenise, queue, inference }) {
      sums.tokenise += tokenise;
      sums.inference += inference;
      sums.queue = Math.max(sums.queue, queue);
    },
    header() {
      const entries = Object.entries({ total: clock() - start, ...sums });
      return { 'Server-Timing': entries.map(([name, ms]) => `${name};dur=${ms.toFixed(1)}`).join(', ') };
    },
  };
}
