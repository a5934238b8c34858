// Stands in for worker.ts: no model, and it holds its answers, dies or refuses to start when a test says so.
import { parentPort, workerData } from 'node:worker_threads';
import type { InferenceAnswer, InferenceRequest, PostIds } from '../../src/sentiment/inference/thread.ts';

/** Where the test and its workers meet: an Int32Array over shared memory, one cell each. */
export const CELLS = { gate: 0, deaths: 1, failedStarts: 2, tasks: 3, starts: 4, messages: 5 } as const;

/** Ids that a worker does not survive, as long as the cell `deaths` is not used up. */
export const DEADLY = 13;
/** Ids that the model chokes on. */
export const INDIGESTIBLE = 99;

// A test imports this file too, for the names above.
if (parentPort) {
  const cells: Int32Array = workerData.cells;
  const takeOne = (cell: number) => Atomics.sub(cells, cell, 1) > 0;

  const started = Atomics.add(cells, CELLS.starts, 1) + 1;
  if (takeOne(CELLS.failedStarts) || started === workerData.failing) throw new Error('no memory left');
  const answer = ({ ids, deep }: PostIds): InferenceAnswer[number] => {
    Atomics.add(cells, CELLS.tasks, 1);
    Atomics.wait(cells, CELLS.gate, 0);
    if (ids[0] === DEADLY && takeOne(CELLS.deaths)) process.exit(3);
    if (ids[0] === INDIGESTIBLE) return { error: 'bad shape' };
    const sum = ids.reduce((total, id) => total + id, 0);
    return { said: [deep ? -sum : sum], milliseconds: 7 };
  };
  parentPort.on('message', (request: InferenceRequest | 'close') => {
    if (request === 'close') return parentPort!.close();
    Atomics.add(cells, CELLS.messages, 1);
    parentPort!.postMessage(request.map(answer));
  });
  parentPort.postMessage('ready');
}
