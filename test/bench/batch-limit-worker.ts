// One thread of the limit for many posts: a session that runs over ready-made batches and does nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import { Tensor } from 'onnxruntime-node';
import { openModelSession } from '../../src/sentiment/inference/session.ts';

/** Batches of token ids, each padded to its longest post with `pad`. */
const { graph, batches, pad } = workerData as { graph: string; batches: number[][][]; pad: number };
const session = await openModelSession(graph);

function feedsOf(batch: readonly number[][]) {
  const width = Math.max(...batch.map((ids) => ids.length));
  const fill = (of: (ids: number[], at: number) => number) =>
    BigInt64Array.from(
      batch.flatMap((ids) => Array.from({ length: width }, (_, at) => of(ids, at))),
      BigInt,
    );
  const shape = [batch.length, width];
  return {
    input_ids: new Tensor(
      'int64',
      fill((ids, at) => ids[at] ?? pad),
      shape,
    ),
    attention_mask: new Tensor(
      'int64',
      fill((ids, at) => Number(at < ids.length)),
      shape,
    ),
  };
}

const inputs = batches.map(feedsOf);
parentPort!.on('message', async () => {
  const found: number[][][] = [];
  for (const input of inputs) {
    const { logits } = await session.run(input, ['logits']);
    const data = Array.from(logits!.data as Float32Array);
    found.push(Array.from({ length: data.length / 3 }, (_, post) => data.slice(3 * post, 3 * post + 3)));
  }
  parentPort!.postMessage(found);
});
parentPort!.postMessage('ready');
