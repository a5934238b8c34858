// A worker thread: one ONNX session for the life of the process. `session.run` blocks the thread that calls it, so it
// is called here and nowhere else.
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Answer, Task } from './thread.ts';

const port = parentPort!;

// One core a session. With a single thread there is no thread pool that could spin.
const session = await InferenceSession.create(workerData.graph, {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
});

async function infer(ids: readonly number[]): Promise<number> {
  const shape = [1, ids.length];
  const { logit } = await session.run({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  });
  return Number(logit!.data[0]);
}

async function answer(task: Task): Promise<Answer> {
  try {
    return { id: task.id, logit: await infer(task.ids) };
  } catch (error) {
    return { id: task.id, error: String(error) };
  }
}

// The first run sets up memory, and shows that the model takes what it will be given.
await infer([0, 2]);
port.on('message', async (task: Task | 'close') => {
  if (task !== 'close') return port.postMessage(await answer(task));
  await session.release();
  port.close();
});
port.postMessage('ready');
