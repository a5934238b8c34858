// The limit: what this machine's ONNX Runtime can do with the model, with nothing around it. Every other figure of the
// bench is a ratio to it, measured in the same run.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createTokenizer } from '../../src/sentiment/inference/tokenise.ts';
import { normalise } from '../../src/sentiment/text/normalise.ts';

export interface Limit {
  /** Runs all threads for so many seconds. @returns posts a second, all threads together. */
  measure(seconds: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens as many single-thread sessions as `workers`, each in a thread of its own, with the posts tokenised beforehand.
 */
export async function openLimit(posts: readonly string[], modelDir: string, workers: number): Promise<Limit> {
  // Not loaded as the service loads it, for it takes no model of two labels, as older builds have.
  const read = async (file: string) => JSON.parse(await readFile(join(modelDir, file), 'utf8'));
  const tokenizer = { definition: await read('tokenizer.json'), config: await read('tokenizer_config.json') };
  const { maxTokens } = (await read('model.json')) as { maxTokens: number };
  const { encode } = createTokenizer(tokenizer, maxTokens);
  const workerData = {
    graph: join(modelDir, 'model.onnx'),
    ids: posts.map((post) => encode(normalise(post)).ids),
  };
  const threads = Array.from(
    { length: workers },
    () => new Worker(new URL('./limit-worker.ts', import.meta.url), { workerData }),
  );
  await Promise.all(threads.map((thread) => once(thread, 'message')));
  return {
    async measure(seconds) {
      const rates = threads.map(async (thread) => {
        const answer = once(thread, 'message');
        thread.postMessage(seconds);
        return Number((await answer)[0]);
      });
      return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
