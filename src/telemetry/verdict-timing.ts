// Counts the posts that a classifier has in hand, and measures how long each waits and how long inference takes.
import type { Classifier } from '../sentiment/verdict.ts';
import { type Instruments, SECONDS } from './instruments.ts';

/** @returns a function that gives the same classifier, measured. */
export function createVerdictTiming({ histogram, gauge }: Pick<Instruments, 'histogram' | 'gauge'>) {
  const waited = histogram('sentiment_queue_seconds', 'Time that a post waited for a thread.', SECONDS);
  const inferred = histogram('sentiment_inference_seconds', 'Time that a thread took for a post.', SECONDS);
  let inHand = 0;
  gauge('sentiment_posts_in_hand', 'Posts that wait for their verdict or are being judged.', () => inHand);

  return (classifier: Classifier): Classifier => ({
    get model() {
      return classifier.model;
    },
    get topics() {
      return classifier.topics;
    },
    get ready() {
      return classifier.ready;
    },
    async classify(post, options = {}) {
      inHand += 1;
      try {
        return await classifier.classify(post, {
          ...options,
          onTiming(timing) {
            if (timing.inference > 0) {
              waited(timing.queue / 1000);
              inferred(timing.inference / 1000);
            }
            options.onTiming?.(timing);
          },
        });
      } finally {
        inHand -= 1;
      }
    },
    close: () => classifier.close(),
  });
}
