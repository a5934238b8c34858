import assert from 'node:assert/strict';
import { outgoingMessages } from '../../../src/delivery/outgoing-message.ts';
import { createOutbox } from '../../../src/storage/stores/delivery/outbox-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { CHANNEL, PLACE } from '../../bot/announcing.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('Forgetting a person', (current) => {
  const store = () => createFeedbackStore(current());
  async function kept(changes = {}) {
    const made = prediction(changes);
    await store().addPrediction(made);
    return made.id;
  }
  const vote = (predictionId: string, voter: string, correct: boolean) =>
    store().castVote(predictionId, voter, () => ({
      vote: { predictionId, voter, correct, correction: null, votedAt: 1 },
      trace: null,
    }));

  it('takes their votes out of every tally, and leaves those of others', async () => {
    const [first, second, third] = [await kept(), await kept(), await kept()];
    await vote(first, 'ann', true);
    await vote(first, 'bob', false);
    await vote(second, 'ann', false);
    await vote(second, 'ann in Teams', false);
    await vote(third, 'bob', true);
    assert.deepEqual(await store().forgetPerson(['ann', 'ann in Teams']), { votes: 3, posts: 0, reviews: 0 });
    assert.deepEqual(await store().tally(first), { up: 0, down: 1 });
    assert.deepEqual(await store().tally(second), { up: 0, down: 0 });
    assert.deepEqual(await store().tally(third), { up: 1, down: 0 });
  });

  it('erases what they wrote and where, and keeps the verdict and the votes of others', async () => {
    const theirs = await kept({ author: 'ann', origin: 'web:https://a.example/1' });
    const other = await kept({ author: 'bob', origin: 'web:https://a.example/2' });
    await vote(theirs, 'bob', true);
    assert.deepEqual(await store().forgetPerson(['ann']), { votes: 0, posts: 1, reviews: 0 });
    const forgotten = await store().findPrediction(theirs);
    assert.deepEqual([forgotten?.text, forgotten?.author, forgotten?.origin], [null, null, null]);
    assert.deepEqual(await store().tally(theirs), { up: 1, down: 0 });
    assert.equal((await store().findPrediction(other))?.author, 'bob');
  });

  it('drops what of theirs waits to be shown in Teams, and nothing of others', async () => {
    const outbox = createOutbox(current());
    const until = Number.MAX_SAFE_INTEGER;
    for (const author of ['ann', 'bob']) {
      const id = await kept({ author, channel: CHANNEL });
      await outbox.add([
        outgoingMessages.show(PLACE, author, id, { type: 'message' as const, summary: author }, until),
      ]);
    }
    await outbox.add([outgoingMessages.post(PLACE, { type: 'message' }, until)]);
    await store().forgetPerson(['ann']);
    const left = await current().db.selectFrom('orders').select('card').orderBy('position').execute();
    assert.deepEqual(
      left.map(({ card }) => card),
      ['bob', null],
    );
  });

  it('gets to the end of a long history', async function () {
    this.timeout(60_000);
    const one = store();
    const made = Array.from({ length: 250 }, () => prediction({ author: 'ann' }));
    await Promise.all(made.map((each) => one.addPrediction(each)));
    for (const { id } of made) await vote(id, 'ann', false);
    assert.deepEqual(await one.forgetPerson(['ann']), { votes: 250, posts: 250, reviews: 0 });
    assert.deepEqual(await one.forgetPerson(['ann']), { votes: 0, posts: 0, reviews: 0 });
  });

  it('stands beside votes that come at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => kept()));
    for (const id of made) await vote(id, 'ann', false);
    await Promise.all([
      ...made.map((id) => vote(id, 'bob', true)),
      store().forgetPerson(['ann']),
      store().forgetPerson(['ann', 'carl']),
    ]);
    for (const id of made) assert.deepEqual(await store().tally(id), { up: 1, down: 0 });
  });
});
