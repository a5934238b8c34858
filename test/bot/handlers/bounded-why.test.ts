import assert from 'node:assert/strict';
import { createBoundedWhy, MOST_A_MINUTE } from '../../../src/bot/handlers/bounded-why.ts';

const POST = { text: 'Bagage cassé', model: 'm' };
const BUSY = { missing: 'busy' };

describe('Explanations', () => {
  it('are given one at a time, also after one that failed', async () => {
    let begun = 0;
    const first = Promise.withResolvers<never>();
    const begin = createBoundedWhy(
      async () => (begun++ === 0 ? first.promise : { words: [] }),
      () => 0,
    );
    const failing = begin('noé')!(POST);
    assert.deepEqual(await begin('lou')!(POST), BUSY);
    first.reject(new Error('no thread left'));
    await assert.rejects(failing);
    assert.deepEqual(await begin('lou')!(POST), { words: [] });
    assert.equal(begun, 2);
  });

  it('are given to one person so often a minute, and to others all the same', async () => {
    let now = 0;
    const begin = createBoundedWhy(
      async () => ({ words: [] }),
      () => now,
    );
    const begun = Array.from({ length: 3 * MOST_A_MINUTE }, () => begin('noé')).filter(Boolean);
    assert.equal(begun.length, MOST_A_MINUTE);
    assert.deepEqual(await begin('lou')!(POST), { words: [] });
    assert.equal(begin('noé'), undefined);
    now = 60_000;
    assert.deepEqual(await begin('noé')!(POST), { words: [] });
  });

  it('count those that found the bot busy', () => {
    const begin = createBoundedWhy(
      () => new Promise(() => {}),
      () => 0,
    );
    for (let press = 0; press < MOST_A_MINUTE; press += 1) void begin('noé')!(POST);
    assert.equal(begin('noé'), undefined);
  });
});
