// One thread of the limit: a session that runs over ready-made inputs and does nothing else.
import { parentPort, workerData } from 'node:worker_threads';
import { feeds, openModelSession } from '../../src/sentiment/inference/session.ts';

const session = await openModelSession(workerData.graph);
const inputs = (workerData.ids as number[][]).map((ids) => feeds({ ids }));
for (const input of inputs) await session.run(input);

parentPort!.on('message', async (seconds: number) => {
  const start = performance.now();
  let runs = 0;
  while (performance.now() - start < seconds * 1000) await session.run(inputs[runs++ % inputs.length]!);
  parentPort!.postMessage((runs * 1000) / (performance.now() - start));
});
parentPort!.postMessage('ready');
