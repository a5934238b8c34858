import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { createPool, type Pool, type PoolOptions } from '../../../src/sentiment/inference/pool.ts';
import { startThread, ThreadDiedError } from '../../../src/sentiment/inference/thread.ts';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import { CELLS, DEADLY, INDIGESTIBLE } from '../fake-worker.ts';

describe('pool', () => {
  let cells: Int32Array;
  let faults: Error[];
  let pool: Pool;

  beforeEach(() => {
    cells = new Int32Array(new SharedArrayBuffer(4 * Object.keys(CELLS).length));
    faults = [];
    openGate();
  });
  afterEach(async () => {
    openGate();
    await pool?.close();
  });

  const set = (cell: keyof typeof CELLS, value: number) => Atomics.store(cells, CELLS[cell], value);
  const closeGate = () => set('gate', 0);
  const openGate = () => {
    set('gate', 1);
    Atomics.notify(cells, CELLS.gate);
  };
  const script = new URL('../fake-worker.ts', import.meta.url);
  const start = async (given: Partial<PoolOptions> & { workerData?: unknown; patience?: number } = {}) => {
    const { workerData = { cells }, patience, ...options } = given;
    pool = await createPool({
      startThread: () => startThread(script, workerData, patience),
      workers: 2,
      queueLimit: 3,
      restartDelay: 1,
      onFault: (error) => faults.push(error),
      ...options,
    });
    await pool.complete;
  };

  it('gives each post the answer that is its own', async () => {
    await start({ queueLimit: 100 });
    const posts = Array.from({ length: 50 }, (_, index) => [index, 1]);
    assert.deepEqual(
      await Promise.all(posts.map((ids) => pool.run(ids))),
      posts.map(([index]) => [index! + 1]),
    );
    assert.equal(pool.ready, true);
  });

  it('says of each post whether it passes every layer', async () => {
    await start();
    assert.deepEqual(await Promise.all([pool.run([5], { deep: true }), pool.run([5])]), [[-5], [5]]);
  });

  it('takes a thread that is starting already for its first, and starts the others itself', async () => {
    let others = 0;
    const startThreads = () => {
      others += 1;
      return startThread(script, { cells });
    };
    const first = startThread(script, { cells });
    await start({ first, startThread: startThreads });
    assert.equal(others, 1);
    assert.deepEqual(await pool.run([1]), [1]);
    await pool.close();
    assert.equal((await first).alive, false);
  });

  it('takes two messages of a post a thread and as many as the queue holds, and refuses the next at once', async () => {
    await start();
    closeGate();
    const taken = Array.from({ length: 2 * 2 + 3 }, () => pool.run([1]));
    await assert.rejects(pool.run([1]), ClassifierBusyError);
    openGate();
    assert.deepEqual(await Promise.all(taken), Array(7).fill([1]));
    assert.deepEqual(await pool.run([2]), [2]);
  });

  it('takes a post that nobody waits for any more out of the queue, and makes room for another', async () => {
    await start({ workers: 1 });
    closeGate();
    const held = [1, 1].map((id) => pool.run([id]));
    const leaving = new AbortController();
    const waiting = Array.from({ length: 3 }, () => pool.run([3], { signal: leaving.signal }));
    await assert.rejects(pool.run([4]), ClassifierBusyError);
    leaving.abort(new Error('gone'));
    for (const post of waiting) await assert.rejects(post, /gone/);
    const next = pool.run([5]);
    openGate();
    assert.deepEqual(await Promise.all([...held, next]), [[1], [1], [5]]);
    assert.equal(Atomics.load(cells, CELLS.tasks), 3);
  });

  it('hands over in one message what has waited for a thread, and gives each post its own answer', async () => {
    await start({ workers: 1, queueLimit: 10 });
    closeGate();
    const held = [1, 1].map((id) => pool.run([id]));
    const waiting = [2, INDIGESTIBLE, 3, 4].map((id) => pool.run([id]));
    openGate();
    await Promise.all(held);
    const told = await Promise.allSettled(waiting);
    assert.deepEqual(
      told.map((each) => (each.status === 'fulfilled' ? each.value : 'failed')),
      [[2], 'failed', [3], [4]],
    );
    // Half of what waits goes together, then each alone.
    assert.equal(Atomics.load(cells, CELLS.messages), 2 + 3);
  });

  it('drops the answer of a post whose caller left while a thread worked on it', async () => {
    await start({ workers: 1 });
    closeGate();
    const leaving = new AbortController();
    const post = pool.run([1], { signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await assert.rejects(post, /gone/);
    await assert.rejects(pool.run([1], { signal: leaving.signal }), /gone/);
    openGate();
    assert.deepEqual(await pool.run([2]), [2]);
  });

  it('tells how long a post waited and how long its inference took', async () => {
    await start();
    let told: number[] = [];
    await pool.run([1], { onDone: (...times) => (told = times) });
    assert.equal(told.length, 2);
    assert.equal(told[1], 7);
  });

  it('works on as many posts at once as there are threads', async () => {
    await start();
    closeGate();
    const taken = [pool.run([1]), pool.run([2])];
    while (Atomics.load(cells, CELLS.tasks) < 2) await new Promise(setImmediate);
    openGate();
    assert.deepEqual(await Promise.all(taken), [[1], [2]]);
  });

  it('begins a post that gives way only when no other waits', async () => {
    await start({ workers: 1, queueLimit: 10 });
    closeGate();
    const finished: string[] = [];
    const run = (name: string, yields: boolean) =>
      pool.run([1], { yields }).then(() => void finished.push(name));
    const all = [
      run('verdict 1', false),
      run('explanation 1', true),
      run('explanation 2', true),
      run('verdict 2', false),
      run('verdict 3', false),
      run('verdict 4', false),
    ];
    openGate();
    await Promise.all(all);
    assert.deepEqual(finished, [
      ...[1, 2, 3, 4].map((at) => `verdict ${at}`),
      ...[1, 2].map((at) => `explanation ${at}`),
    ]);
  });

  it('works on one post that gives way at a time, so that the other threads and a place beside it stay free', async () => {
    await start();
    closeGate();
    const yielding = Array.from({ length: 3 }, () => pool.run([1], { yields: true }));
    const verdicts = [pool.run([2]), pool.run([3])];
    while (Atomics.load(cells, CELLS.tasks) < 2) await new Promise(setImmediate);
    openGate();
    assert.deepEqual(await Promise.all([...verdicts, ...yielding]), [[2], [3], [1], [1], [1]]);
  });

  it('has room for posts however many that give way are waiting, and the other way round', async () => {
    await start({ workers: 1 });
    closeGate();
    const yielding = Array.from({ length: 1 + 3 }, () => pool.run([1], { yields: true }));
    await assert.rejects(pool.run([1], { yields: true }), ClassifierBusyError);
    const verdicts = Array.from({ length: 1 + 3 }, () => pool.run([2]));
    await assert.rejects(pool.run([2]), ClassifierBusyError);
    openGate();
    assert.deepEqual(await Promise.all(yielding), Array(4).fill([1]));
    assert.deepEqual(await Promise.all(verdicts), Array(4).fill([2]));
  });

  it('takes a post that gives way out of its queue when nobody waits for it any more', async () => {
    await start({ workers: 1 });
    closeGate();
    const held = pool.run([1]);
    const leaving = new AbortController();
    const left = pool.run([2], { yields: true, signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    openGate();
    assert.deepEqual(await held, [1]);
    assert.deepEqual(await pool.run([3], { yields: true }), [3]);
    assert.equal(Atomics.load(cells, CELLS.tasks), 2);
  });

  it('goes on with posts that give way after a thread died with one', async () => {
    await start({ workers: 1 });
    set('deaths', 2);
    await assert.rejects(pool.run([DEADLY], { yields: true }), ThreadDiedError);
    assert.deepEqual(await pool.run([4], { yields: true }), [4]);
  });

  it('rejects a post that the model fails on, and goes on', async () => {
    await start();
    await assert.rejects(pool.run([INDIGESTIBLE]), /The model failed on a post: bad shape/);
    assert.deepEqual(await pool.run([5]), [5]);
    assert.deepEqual(faults, []);
  });

  it('replaces a thread that dies, and tries its posts once more', async () => {
    await start({ workers: 1 });
    set('deaths', 1);
    assert.deepEqual(await Promise.all([pool.run([DEADLY]), pool.run([2])]), [[DEADLY], [2]]);
    assert.equal(faults.length, 1);
    assert.match(String(faults[0]), /A worker thread ended: exit code 3/);
    assert.equal(pool.ready, true);
  });

  it('rejects a post that two threads died with', async () => {
    await start({ workers: 1 });
    set('deaths', 2);
    await assert.rejects(pool.run([DEADLY]), ThreadDiedError);
    assert.deepEqual(await pool.run([4]), [4]);
  });

  it('shares out among the threads what waits', async () => {
    await start({ queueLimit: 10 });
    closeGate();
    const held = Array.from({ length: 4 }, () => pool.run([1]));
    const waiting = [2, 3, 4, 5].map((id) => pool.run([id]));
    openGate();
    await Promise.all(held);
    assert.deepEqual(await Promise.all(waiting), [[2], [3], [4], [5]]);
    // With two threads the share of each is two, and half of it goes at once.
    assert.equal(Atomics.load(cells, CELLS.messages), 4 + 4);
  });

  it('lets no post fail that was beside the one that threads died with', async () => {
    await start({ workers: 1, queueLimit: 10 });
    closeGate();
    const held = [1, 1].map((id) => pool.run([id]));
    const together = [2, DEADLY, 3].map((id) => pool.run([id]));
    set('deaths', 2);
    openGate();
    assert.deepEqual(await Promise.all(held), [[1], [1]]);
    await assert.rejects(together[1]!, ThreadDiedError);
    assert.deepEqual([await together[0], await together[2]], [[2], [3]]);
    assert.equal(faults.length, 2);
  });

  it('ends a thread that hangs, and gives its posts to another', async () => {
    await start({ workers: 1, patience: 500 });
    closeGate();
    const judged = Promise.all([pool.run([3]), pool.run([4])]);
    while (faults.length === 0) await setTimeout(5);
    openGate();
    assert.deepEqual(await judged, [[3], [4]]);
    assert.match(String(faults[0]), /no answer for 500 ms/);
  });

  it('lets a thread be that has much to do and goes on answering', async () => {
    await start({ workers: 1, patience: 1000, queueLimit: 500 });
    const posts = Array.from({ length: 400 }, (_, i) => i + 100);
    assert.deepEqual(
      await Promise.all(posts.map((id) => pool.run([id]))),
      posts.map((id) => [id]),
    );
    await setTimeout(1100); // with nothing to do
    assert.deepEqual([await pool.run([5]), faults], [[5], []]);
  });

  it('rejects the posts that wait when no thread can be started, and tries to start one again', async () => {
    await start({ workers: 1 });
    set('deaths', 1);
    set('failedStarts', 1);
    await assert.rejects(pool.run([DEADLY]), /no memory left/);
    assert.deepEqual(await pool.run([6]), [6]);
    assert.equal(faults.length, 2);
  });

  it('does not start when its first thread does not, and says why', async () => {
    set('failedStarts', 1);
    await assert.rejects(start(), /A worker thread ended: Error: no memory left/);
  });

  it('is ready with its first thread, though the second does not start, and tries that one again', async () => {
    await start({ workerData: { cells, failing: 2 } });
    assert.match(String(faults), /no memory left/);
    closeGate();
    const taken = [pool.run([1]), pool.run([2])];
    while (Atomics.load(cells, CELLS.tasks) < 2) await new Promise(setImmediate);
    openGate();
    assert.deepEqual(await Promise.all(taken), [[1], [2]]);
  });

  it('finishes the posts it took before it closes, and takes no more', async () => {
    await start();
    closeGate();
    const taken = Array.from({ length: 6 }, (_, index) => pool.run([index]));
    const closed = pool.close();
    assert.equal(pool.ready, false);
    await assert.rejects(pool.run([1]), /closed/);
    openGate();
    assert.deepEqual(await Promise.all(taken), [[0], [1], [2], [3], [4], [5]]);
    await closed;
  });

  it('closes while a thread cannot be replaced', async () => {
    await start({ workers: 1, restartDelay: 60_000 });
    set('deaths', 1);
    set('failedStarts', 1);
    await assert.rejects(pool.run([DEADLY]), /no memory left/);
    await pool.close();
    assert.equal(pool.ready, false);
  });
});
