import assert from 'node:assert/strict';
import { nextTurn } from '../../../src/clock.ts';
import { createBatch } from '../../../src/storage/engine/batch.ts';

describe('A batch', () => {
  it('writes at once what was asked for in one turn of the loop, in order', async () => {
    const written: (readonly number[])[] = [];
    const add = createBatch<number>(async (items) => written.push(items));
    await Promise.all([1, 2, 3].map(add));
    assert.deepEqual(written, [[1, 2, 3]]);
  });

  it('writes what comes during a write after it, together', async () => {
    const written: (readonly number[])[] = [];
    const later: Promise<void>[] = [];
    const add = createBatch<number>(async (items) => {
      written.push(items);
      if (items.includes(1)) later.push(add(2), add(3));
    });
    await add(1);
    await Promise.all(later);
    await add(4);
    assert.deepEqual(written, [[1], [2, 3], [4]]);
  });

  it('keeps what comes soon after a write together, where it is told to pause', async () => {
    const written: (readonly number[])[] = [];
    const add = createBatch<number>(
      async (items) => written.push(items),
      () => 300,
    );
    await add(1);
    const two = add(2);
    await nextTurn();
    await nextTurn();
    await Promise.all([two, add(3)]);
    assert.deepEqual(written, [[1], [2, 3]]);
  });

  it('writes what waits when a later item comes and the pause has become shorter', async () => {
    let pause = 0;
    const written: (readonly number[])[] = [];
    const add = createBatch<number>(
      async (items) => written.push(items),
      () => pause,
    );
    await add(1);
    pause = 60_000;
    const two = add(2);
    await nextTurn();
    pause = 0;
    await Promise.all([two, add(3)]);
    assert.deepEqual(written, [[1], [2, 3]]);
  });

  it('resolves only once the write is done', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const add = createBatch<number>(() => promise);
    let done = false;
    const adding = add(1).then(() => {
      done = true;
    });
    await new Promise((next) => setTimeout(next, 5));
    assert.equal(done, false);
    resolve();
    await adding;
  });

  it('rejects the item that cannot be written, and only that one', async () => {
    const failure = new Error('not 2');
    const written: number[] = [];
    const add = createBatch<number>(async (items) => {
      if (items.includes(2)) throw failure;
      written.push(...items);
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map(add));
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(written, [1, 3]);
    await assert.rejects(add(2), (error) => error === failure);
  });

  it('writes no more than 500 at once', async () => {
    const sizes: number[] = [];
    const add = createBatch<number>(async (items) => sizes.push(items.length));
    await Promise.all(Array.from({ length: 1100 }, (_, i) => add(i)));
    assert.deepEqual(sizes, [500, 500, 100]);
  });
});
