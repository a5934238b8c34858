import assert from 'node:assert/strict';
import { createBoundedWhy, MOST_A_MINUTE } from '../../../src/bot/handlers/bounded-why.ts';

const POST = { text: 'Bagage cassé', model: 'm' };
const BUSY = { missing: 'busy' };

describe('Explanations', () => {
  it('are given one at a time, also after one that failed', async () => {
    let begun = 0;
    const first = Promise.withResolvers<never>();
    const why = createBoundedWhy(
      async () => (begun++ === 0 ? first.promise : { words: [] }),
      () => 0,
    );
    const failing = why('noé', POST);
    assert.deepEqual(await why('lou', POST), BUSY);
    first.reject(new Error('no thread left'));
    await assert.rejects(failing);
    assert.deepEqual(await why('lou', POST), { words: [] });
    assert.equal(begun, 2);
  });

  it('are given to one person so often a minute, and to others all the same', async () => {
    let now = 0;
    let begun = 0;
    const why = createBoundedWhy(
      async () => {
        begun += 1;
        return { words: [] };
      },
      () => now,
    );
    for (let press = 0; press < 3 * MOST_A_MINUTE; press += 1) await why('noé', POST);
    assert.equal(begun, MOST_A_MINUTE);
    assert.deepEqual(await why('lou', POST), { words: [] });
    assert.deepEqual(await why('noé', POST), BUSY);
    now = 60_000;
    assert.deepEqual(await why('noé', POST), { words: [] });
  });
});
