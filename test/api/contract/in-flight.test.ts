import assert from 'node:assert/strict';
import { createInFlight } from '../../../src/api/contract/in-flight.ts';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';

describe('posts in flight', () => {
  it('are counted while their work lasts, also when it fails', async () => {
    const inFlight = createInFlight(2);
    const work = Promise.withResolvers<string>();
    const held = inFlight.admit(2, () => work.promise);
    assert.equal(inFlight.posts, 2);
    assert.equal(inFlight.full, true);
    await assert.rejects(
      inFlight.admit(1, async () => 'never'),
      ClassifierBusyError,
    );
    work.reject(new Error('failed'));
    await assert.rejects(held, /failed/);
    assert.equal(inFlight.posts, 0);
    assert.equal(inFlight.full, false);
    assert.equal(await inFlight.admit(2, async () => 'done'), 'done');
  });
});
