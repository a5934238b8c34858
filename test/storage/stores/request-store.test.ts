import assert from 'node:assert/strict';
import { createRequestStore } from '../../../src/storage/stores/request-store.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The store of requests', (current) => {
  const store = () => createRequestStore(current());
  const claim = (changes = {}) =>
    store().claim({ key: 'k', body: 'b', at: 100_000, notBefore: 0, ...changes });
  const taken = async (changes = {}) => {
    const claimed = await claim(changes);
    assert.ok('claim' in claimed);
    return claimed.claim;
  };

  it('gives a key to one of many that ask at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => claim()));
    assert.equal(outcomes.filter((outcome) => 'claim' in outcome).length, 1);
  });

  it('gives the answer back as it was kept, with the body it belongs to', async () => {
    await store().keep(await taken(), { status: 201, json: '{"a":"é"}' });
    assert.deepEqual(await claim({ body: 'other' }), {
      body: 'b',
      answer: { status: 201, json: '{"a":"é"}' },
    });
  });

  it('tells that a request is not answered yet', async () => {
    await taken();
    assert.deepEqual(await claim(), { body: 'b', answer: undefined });
  });

  it('gives a key away again once it is released, and an answered one never by release', async () => {
    await store().release(await taken());
    const second = await taken();
    await store().keep(second, { status: 200, json: '{}' });
    await store().release(second);
    assert.ok('answer' in (await claim()));
  });

  it('lets the same request go on under its claim when nobody answered for a minute, and another one begin', async () => {
    const lost = await taken({ at: 100_000 });
    assert.ok('answer' in (await claim({ at: 159_999 })));
    assert.equal(await taken({ at: 160_000 }), lost);
    assert.notEqual(await taken({ at: 220_000, body: 'another' }), lost);
    await store().keep(lost, { status: 200, json: '"lost"' });
    assert.deepEqual(await claim({ at: 220_000 }), { body: 'another', answer: undefined });
  });

  it('takes an answer that is too old for none', async () => {
    await store().keep(await taken({ at: 5 }), { status: 200, json: '{}' });
    assert.ok('answer' in (await claim({ notBefore: 5 })));
    await taken({ notBefore: 6 });
  });

  it('deletes what is too old', async () => {
    await taken({ key: 'old', at: 9 });
    await taken({ key: 'young', at: 10 });
    assert.equal(await store().deleteRequests(10), 1);
    assert.ok('answer' in (await claim({ key: 'young', at: 10 })));
  });
});
