import assert from 'node:assert/strict';
import { createReplyStore } from '../../../../src/storage/stores/delivery/reply-store.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { prediction } from '../../../feedback/verdicts.ts';
import { onBothDatabases } from '../../databases.ts';

onBothDatabases('The store of replies', (current) => {
  const store = () => createReplyStore(current());
  const conversation = '19:a@thread.tacv2;messageid=1';

  async function replied(post: string, reply: string) {
    const made = prediction();
    await createFeedbackStore(current()).addPrediction(made);
    const kept = { conversation, post, reply, predictionId: made.id };
    await store().saveReply(kept);
    return kept;
  }

  it('finds a reply by its post, by itself and by its prediction', async () => {
    const kept = await replied('p1', 'r1');
    await replied('p2', 'r2');
    assert.deepEqual(await store().findReplyToPost(conversation, 'p1'), kept);
    assert.deepEqual(await store().findReply(conversation, 'r1'), kept);
    assert.deepEqual(await store().findReplyOfPrediction(kept.predictionId), kept);
  });

  it('finds a reply of a channel with and without the thread in its conversation id', async () => {
    const kept = await replied('p1', 'r1');
    assert.deepEqual(await store().findReply('19:a@thread.tacv2', 'r1'), kept);
    assert.equal(await store().findReply('19:%@thread.tacv2', 'r1'), undefined);
    assert.equal(await store().findReply('19:a@thread.tacv2;messageid=2', 'r1'), undefined);
    await store().saveReply({ ...kept, conversation: '19:a@thread.tacv2', post: 'p2', reply: 'r2' });
    assert.equal((await store().findReply(conversation, 'r2'))?.post, 'p2');
  });

  it('finds nothing in another conversation', async () => {
    await replied('p1', 'r1');
    assert.equal(await store().findReplyToPost('19:b', 'p1'), undefined);
    assert.equal(await store().findReply('19:b', 'r1'), undefined);
    assert.equal(await store().findReplyOfPrediction('nobody'), undefined);
  });

  it('keeps one reply under a post: the last', async () => {
    const first = await replied('p1', 'r1');
    const second = await replied('p1', 'r2');
    assert.deepEqual(await store().findReplyToPost(conversation, 'p1'), second);
    assert.equal(await store().findReplyOfPrediction(first.predictionId), undefined);
  });

  it('forgets a reply that was deleted', async () => {
    await replied('p1', 'r1');
    await store().deleteReply(conversation, 'p1');
    assert.equal(await store().findReplyToPost(conversation, 'p1'), undefined);
  });

  it('forgets replies with the predictions they show', async () => {
    const kept = await replied('p1', 'r1');
    await createFeedbackStore(current()).deletePredictions(Number.MAX_SAFE_INTEGER);
    assert.equal(await store().findReply(conversation, kept.reply), undefined);
  });

  it('passes over a reply whose prediction was deleted meanwhile', async () => {
    await store().saveReply({ conversation, post: 'p1', reply: 'r1', predictionId: 'gone' });
    assert.equal(await store().findReplyToPost(conversation, 'p1'), undefined);
  });

  it('forgets deliveries claimed before a time', async () => {
    const { db } = current();
    const keys = async () =>
      (await db.selectFrom('deliveries').select('key').execute()).map(({ key }) => key);
    for (const [key, claimed_at] of [
      ['old', 999],
      ['young', 1000],
    ] as const)
      await db.insertInto('deliveries').values({ key, claimed_at, finished: true }).execute();
    assert.equal(await store().deleteDeliveries(1000), 1);
    assert.deepEqual(await keys(), ['young']);
  });
});
