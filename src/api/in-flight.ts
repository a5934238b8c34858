// How many posts the REST door has in hand at once: beyond that callers are sent away at once, and nothing queues up.
import { ClassifierBusyError } from '../sentiment/verdict.ts';

export interface InFlight {
  /** Posts in hand now. */
  readonly posts: number;
  /**
   * Does `work` when `posts` more can be taken.
   * @throws {ClassifierBusyError} at once when they cannot; none of them is begun then.
   */
  admit<T>(posts: number, work: () => Promise<T>): Promise<T>;
}

export function createInFlight(limit: number): InFlight {
  let inHand = 0;
  return {
    get posts() {
      return inHand;
    },
    async admit(posts, work) {
      // A batch larger than the limit is taken when nothing else is in hand: it could never be otherwise.
      if (inHand > 0 && inHand + posts > limit)
        throw new ClassifierBusyError(`${inHand} posts are in hand; try again later.`);
      inHand += posts;
      try {
        return await work();
      } finally {
        inHand -= posts;
      }
    },
  };
}
