// The limit for many posts: length-sorted batches in raw ONNX Runtime, dealt out to as many threads as there are cores.
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createTokenizer } from '../../src/sentiment/inference/tokenise.ts';
import { loadModel } from '../../src/sentiment/model/model.ts';
import { normalise } from '../../src/sentiment/text/normalise.ts';

/** The piece that fills a batch up; the mask keeps it from being read. */
const PAD = 1;

export interface BatchLimit {
  /** Runs all posts once. @returns posts a second, and three logits for each post, in their order. */
  measure(): Promise<{ readonly rate: number; readonly logits: readonly (readonly number[])[] }>;
  close(): Promise<void>;
}

/** @param size posts in a batch; 1 asks for each alone. */
export async function openBatchLimit(
  posts: readonly string[],
  modelDir: string,
  workers: number,
  size: number,
): Promise<BatchLimit> {
  const { card, tokenizer } = await loadModel(modelDir);
  const { encode } = createTokenizer(tokenizer, card.maxTokens);
  const rows = posts
    .map((post, place) => ({ place, ids: encode(normalise(post)).ids }))
    .sort((a, b) => a.ids.length - b.ids.length);
  const batches = Array.from({ length: Math.ceil(rows.length / size) }, (_, i) =>
    rows.slice(i * size, (i + 1) * size),
  );
  const threads = Array.from({ length: workers }, (_, thread) => {
    const own = batches.filter((_, i) => i % workers === thread);
    const workerData = {
      graph: join(modelDir, 'model.onnx'),
      batches: own.map((batch) => batch.map(({ ids }) => ids)),
      pad: PAD,
    };
    return { own, worker: new Worker(new URL('./batch-limit-worker.ts', import.meta.url), { workerData }) };
  });
  await Promise.all(threads.map(({ worker }) => once(worker, 'message')));
  return {
    async measure() {
      const start = performance.now();
      const logits: number[][] = [];
      await Promise.all(
        threads.map(async ({ own, worker }) => {
          const answer = once(worker, 'message');
          worker.postMessage('run');
          const [found] = (await answer) as [number[][][]];
          for (const [i, batch] of own.entries())
            for (const [j, { place }] of batch.entries()) logits[place] = found[i]![j]!;
        }),
      );
      return { rate: (posts.length * 1000) / (performance.now() - start), logits };
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
