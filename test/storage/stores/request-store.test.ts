import assert from 'node:assert/strict';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createRequestStore } from '../../../src/storage/stores/request-store.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The store of requests', (current) => {
  const store = () => createRequestStore(current());
  const feedback = () => createFeedbackStore(current());
  const claim = (changes = {}) =>
    store().claim({ key: 'k', body: 'b', at: 100_000, lease: 60_000, keepFor: 1000_000, ...changes });
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
    await store().keep(await taken({ at: 5, keepFor: 10 }), { status: 200, json: '{}' });
    assert.ok('answer' in (await claim({ at: 15 })));
    await taken({ at: 16 });
  });

  it('deletes what was kept long enough', async () => {
    await taken({ key: 'old', at: 9, keepFor: 10 });
    await taken({ key: 'young', at: 10, keepFor: 10 });
    assert.equal(await store().deleteRequests(20), 1);
    assert.ok('answer' in (await claim({ key: 'young', at: 11 })));
  });

  describe('erases answers', () => {
    const answer = { status: 200, json: '"Zoé"' };
    const rows = async () =>
      JSON.stringify([
        await current().db.selectFrom('requests').selectAll().execute(),
        await current().db.selectFrom('request_subjects').selectAll().execute(),
      ]);

    it('about a person who is forgotten, and knows that the request was done', async () => {
      await store().keep(await taken(), answer, ['ann', 'teams:19:a/1']);
      await store().keep(await taken({ key: 'of bob' }), answer, ['bob']);
      await feedback().forgetPerson(['ann'], 100_001);
      assert.deepEqual(await claim(), { body: '', answer: 'erased' });
      assert.deepEqual(await claim({ key: 'of bob' }), { body: 'b', answer });
      assert.doesNotMatch(await rows(), /ann|19:a/);
    });

    it('about a post that is deleted, and one that is edited', async () => {
      const origin = 'teams:19:a@thread.tacv2/1';
      await store().keep(await taken(), answer, [origin]);
      await feedback().forgetPost(origin, 100_001);
      assert.deepEqual(await claim(), { body: '', answer: 'erased' });
      await store().keep(await taken({ key: 'edited' }), answer, ['web:1']);
      await feedback().forgetEarlier('web:1', 'newer');
      assert.deepEqual(await claim({ key: 'edited' }), { body: '', answer: 'erased' });
    });

    it('about somebody who was forgotten while the request was worked on', async () => {
      const under = await taken({ at: 100_000 });
      await feedback().forgetPerson(['ann'], 100_005);
      await store().keep(under, answer, ['ann']);
      assert.deepEqual(await claim(), { body: '', answer: 'erased' });
      assert.doesNotMatch(await rows(), /Zoé|ann/);
      const later = await taken({ key: 'later', at: 100_006 });
      await store().keep(later, answer, ['ann']);
      assert.deepEqual(await claim({ key: 'later' }), { body: 'b', answer });
    });
  });
});
