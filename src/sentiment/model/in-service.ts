// The classifier that everybody asks, whichever model stands behind it now.
import type { Classifier } from '../verdict.ts';

export interface InService extends Classifier {
  /** Posts that wait for their verdict or are being judged. */
  readonly inHand: number;
  /** Lets `next`, which is ready, judge from now on; the one before finishes the posts that it has, and is closed. */
  replace(next: Classifier): Promise<void>;
}

export function createInService(first: Classifier): InService {
  let current = first;
  let inHand = 0;
  let draining = Promise.resolve();

  return {
    get model() {
      return current.model;
    },
    get topics() {
      return current.topics;
    },
    get ready() {
      return current.ready;
    },
    get inHand() {
      return inHand;
    },
    async classify(post, options) {
      inHand += 1;
      try {
        return await current.classify(post, options);
      } finally {
        inHand -= 1;
      }
    },
    async replace(next) {
      const former = current;
      current = next;
      draining = draining.then(() => former.close());
      await draining;
    },
    async close() {
      await draining;
      await current.close();
    },
  };
}
