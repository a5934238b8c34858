import assert from 'node:assert/strict';
import { createChoiceStore } from '../../../src/storage/stores/choice-store.ts';
import { createRequestStore } from '../../../src/storage/stores/request-store.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The store of chosen models', (current) => {
  const store = () => createChoiceStore(current());

  it('gives the last two choices, the newest first', async () => {
    assert.deepEqual(await store().last(), []);
    for (const version of ['a', 'b', 'c'])
      assert.ok(await store().choose(version, (await store().last())[0]));
    assert.deepEqual(await store().last(), [
      { number: 3, version: 'c' },
      { number: 2, version: 'b' },
    ]);
  });

  it('takes one of two choices that were made at once', async () => {
    const taken = await Promise.all(['a', 'b'].map((version) => store().choose(version, undefined)));
    assert.deepEqual(taken.sort(), [false, true]);
    assert.equal((await store().last()).length, 1);
  });

  it('takes back the latest choice only, and only once', async () => {
    await store().choose('a', undefined);
    await store().choose('b', { number: 1, version: 'a' });
    assert.equal(await store().takeBack({ number: 1, version: 'a' }), false);
    assert.equal(await store().takeBack({ number: 2, version: 'c' }), false);
    assert.equal(await store().takeBack({ number: 2, version: 'b' }), true);
    assert.equal(await store().takeBack({ number: 2, version: 'b' }), false);
    assert.deepEqual(await store().last(), [{ number: 1, version: 'a' }]);
  });

  it('remembers for a day which request has had its effect', async () => {
    const at = (time: number) => createChoiceStore({ ...current(), clock: () => time });
    await at(1000).choose('a', undefined, 'request 1');
    await at(1000).choose('b', undefined, 'request 2');
    await at(1000).takeBack({ number: 1, version: 'a' }, 'request 3');
    const done = async () => Promise.all([1, 2, 3].map((each) => store().isDone(`request ${each}`)));
    assert.deepEqual(await done(), [true, false, true]);
    const day = 24 * 60 * 60 * 1000;
    await createRequestStore(current()).deleteRequests(1000 + day + 1);
    assert.deepEqual(await done(), [false, false, false]);
  });
});
