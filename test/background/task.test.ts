import assert from 'node:assert/strict';
import { type BackgroundTaskParts, createBackgroundTask } from '../../src/background/task.ts';

/** A task whose runs a test ends one by one. */
function setUp(parts: Partial<BackgroundTaskParts> = {}) {
  const runs: { end(next?: number): void; fail(error: Error): void }[] = [];
  const waiting: (() => void)[] = [];
  const failures: { error: unknown; wait: number }[] = [];
  const task = createBackgroundTask({
    work: () =>
      new Promise((resolve, reject) => {
        runs.push({ end: (next) => resolve(next), fail: reject });
        for (const go of waiting.splice(0)) go();
      }),
    onFailure: (error, wait) => failures.push({ error, wait }),
    ...parts,
  });
  /** Waits for the n-th run to begin. */
  async function run(n: number) {
    while (runs.length < n) await new Promise<void>((resolve) => waiting.push(resolve));
    return runs[n - 1]!;
  }
  return { task, runs, run, failures };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('A task in the background', () => {
  it('runs once at a time, and once more for all that came meanwhile', async () => {
    const { task, run, runs } = setUp();
    task.notify();
    const first = await run(1);
    task.notify();
    task.notify();
    await settled();
    assert.equal(runs.length, 1);
    first.end();
    (await run(2)).end();
    await settled();
    assert.equal(runs.length, 2);
    await task.stop();
  });

  it('tries again after a failure, waiting longer each time, up to a bound', async () => {
    const { task, run, failures } = setUp({ firstRetry: 1, longestRetry: 2 });
    task.notify();
    for (const n of [1, 2, 3]) (await run(n)).fail(new Error(`no ${n}`));
    (await run(4)).end();
    await task.stop();
    assert.deepEqual(
      failures.map(({ wait }) => wait),
      [1, 2, 2],
    );
  });

  it('runs again when it said there would be more', async () => {
    const { task, run } = setUp();
    task.notify();
    (await run(1)).end(1);
    (await run(2)).end();
    await task.stop();
  });

  it('waits at its stop for the run in progress, and runs no more', async () => {
    const { task, run, runs } = setUp();
    task.notify();
    const first = await run(1);
    task.notify();
    let stopped = false;
    const stopping = task.stop().then(() => {
      stopped = true;
    });
    await settled();
    assert.equal(stopped, false);
    first.end(1);
    await stopping;
    task.notify();
    await settled();
    assert.equal(runs.length, 1);
  });

  it('stops without a run that does not end', async () => {
    const { task, run } = setUp();
    task.notify();
    await run(1);
    await task.stop(5);
  });

  it('can be stopped while it waits to try again', async () => {
    const { task, run, runs } = setUp({ firstRetry: 20 });
    task.notify();
    (await run(1)).fail(new Error('no'));
    await settled();
    await task.stop();
    await new Promise((resolve) => setTimeout(resolve, 40));
    assert.equal(runs.length, 1);
  });
});
