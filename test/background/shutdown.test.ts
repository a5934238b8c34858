import assert from 'node:assert/strict';
import { createShutdown } from '../../src/background/shutdown.ts';

describe('A shutdown', () => {
  const limits = { whole: 60, each: 30, least: 5 };
  let done: string[];
  let failed: string[];
  const start = () => createShutdown({ ...limits, onFailure: (_, step) => void failed.push(step) });
  const note = (step: string) => async () => void done.push(step);

  beforeEach(() => {
    done = [];
    failed = [];
  });

  it('takes down last what was started first, and each once', async () => {
    const shutdown = start();
    for (const step of ['store', 'worker', 'door']) shutdown.defer(step, note(step));
    await Promise.all([shutdown.run(), shutdown.run()]);
    assert.deepEqual(done, ['door', 'worker', 'store']);
  });

  it('goes on after a step that fails, at once or later', async () => {
    const shutdown = start();
    shutdown.defer('store', note('store'));
    shutdown.defer('late', () => Promise.reject(new Error('away')));
    shutdown.defer('soon', () => {
      throw new Error('at once');
    });
    await shutdown.run();
    assert.deepEqual([failed, done], [['soon', 'late'], ['store']]);
  });

  it('leaves steps that hang, and still gives the others their turn', async () => {
    const shutdown = start();
    shutdown.defer('store', note('store'));
    for (const step of ['a', 'b', 'c', 'd']) shutdown.defer(step, () => new Promise(() => {}));
    await shutdown.run();
    assert.deepEqual([failed, done], [['d', 'c', 'b', 'a'], ['store']]);
  });
});
