// How many posts the REST door has in hand at once: beyond that callers are sent away at once, and nothing queues up.
import { ClassifierBusyError } from '../../sentiment/verdict.ts';

export interface InFlight {
  /** Posts in hand now. */
  readonly posts: number;
  /** Whether there is room for none more. */
  readonly full: boolean;
  /**
   * Does `work` while fewer posts than the limit are in hand: a batch is taken whole or not at all, and may go beyond it.
   * @throws {ClassifierBusyError} at once when there is no room; none of them is begun then.
   */
  admit<T>(posts: number, work: () => Promise<T>): Promise<T>;
}

export function createInFlight(limit: number): InFlight {
  let inHand = 0;
  return {
    get posts() {
      return inHand;
    },
    get full() {
      return inHand >= limit;
    },
    async admit(posts, work) {
      if (inHand >= limit) throw new ClassifierBusyError(`${inHand} posts are in hand; try again later.`);
      inHand += posts;
      try {
        return await work();
      } finally {
        inHand -= posts;
      }
    },
  };
}
