// A worker thread: one session for the life of the process.

import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { monotonicClock } from '../../clock.ts';
import { HEAD_OUTPUTS } from '../../topics/head-outputs.ts';
import { feeds, openModelSession } from './session.ts';
import type { InferenceAnswer, InferenceRequest, PostIds } from './thread.ts';

const port = parentPort!;
const { PRIORITY_LOW, PRIORITY_BELOW_NORMAL } = constants.priority;
// Inference fills every core it is given; the main thread, with little to do, comes first, so that whoever is sent away is told
// at once. Linux alone keeps a priority for each thread; elsewhere this would slow the whole process down.
if (process.platform === 'linux') setPriority(workerData.background ? PRIORITY_LOW : PRIORITY_BELOW_NORMAL);
const session = await openModelSession(workerData.graph, workerData.head);
const names: readonly string[] = workerData.head ? ['logits', ...HEAD_OUTPUTS] : ['logits'];

async function infer(post: PostIds): Promise<number[]> {
  const outputs = await session.run(feeds(post), names);
  return names.flatMap((name) => Array.from(outputs[name]!.data as Float32Array));
}

async function answer(post: PostIds): Promise<InferenceAnswer[number]> {
  try {
    const start = monotonicClock();
    return { said: await infer(post), milliseconds: monotonicClock() - start };
  } catch (error) {
    return { error: String(error) };
  }
}

// The first run sets up memory, and shows that the graph takes what it will be given.
await infer({ ids: [0, 2] });
// One after the other: what lies ready meanwhile is not timed yet.
let last: Promise<void> = Promise.resolve();
port.on('message', (request: InferenceRequest | 'close') => {
  last = last.then(() => take(request));
});

async function take(request: InferenceRequest | 'close'): Promise<void> {
  if (request === 'close') {
    await session.release();
    port.close();
    return;
  }
  const answers: InferenceAnswer[number][] = [];
  for (const post of request) answers.push(await answer(post));
  port.postMessage(answers);
}

port.postMessage('ready');
