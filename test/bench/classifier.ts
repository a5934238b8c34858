// The classifier without a door: posts go in as fast as it takes them.
import type { Classifier } from '../../src/sentiment/verdict.ts';

/**
 * Keeps `concurrency` posts in the classifier for so many seconds.
 * @returns verdicts a second.
 */
export async function measureClassifier(
  classifier: Classifier,
  posts: readonly string[],
  seconds: number,
  concurrency: number,
): Promise<number> {
  const start = performance.now();
  let verdicts = 0;
  let next = 0;
  const client = async () => {
    while (performance.now() - start < seconds * 1000) {
      await classifier.classify(posts[next++ % posts.length]!);
      verdicts++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  return (verdicts * 1000) / (performance.now() - start);
}
