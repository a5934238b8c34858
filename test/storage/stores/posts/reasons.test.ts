import assert from 'node:assert/strict';
import { createExampleStore } from '../../../../src/storage/stores/example-store.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { createReviewStore } from '../../../../src/storage/stores/review-store.ts';
import { prediction } from '../../../feedback/verdicts.ts';
import { onBothDatabases } from '../../databases.ts';

const WHY = 'Il est ironique\0, voyez « merci »';
const KEPT = 'Il est ironique\ufffd, voyez « merci »';

onBothDatabases('The reason of a vote', (current) => {
  const store = () => createFeedbackStore(current());
  let id: string;
  beforeEach(async () => {
    const made = prediction({ author: 'zoe', origin: 'teams:19:a/1' });
    id = made.id;
    await store().addPrediction(made);
    await vote('ann', { reason: WHY });
    await vote('bob', {});
  });
  const vote = (voter: string, changes: { reason?: string }) =>
    store().castVote(id, voter, () => ({
      vote: { predictionId: id, voter, correct: false, correction: 'neutral', votedAt: 1, ...changes },
      trace: null,
    }));
  const reason = async () => (await store().findVote(id, 'ann'))?.reason;

  it('is kept with the vote, and shown in the review and in the export', async () => {
    assert.equal(await reason(), KEPT);
    assert.equal((await store().findVote(id, 'bob'))?.reason, undefined);
    assert.equal(await store().findVote(id, 'eve'), undefined);
    const [waiting] = await createReviewStore(current()).waiting('disputed', {}, undefined, 5);
    assert.deepEqual(waiting?.reasons, [KEPT]);
    const period = { since: 0, until: Number.MAX_SAFE_INTEGER };
    for await (const [example] of createExampleStore(current()).votedPredictions(period))
      assert.deepEqual(
        example?.votes.map(({ reason }) => reason),
        [KEPT, undefined],
      );
  });

  it('is replaced by that of a later vote, and goes with one that has none', async () => {
    await vote('ann', { reason: 'Autre chose' });
    assert.equal(await reason(), 'Autre chose');
    await vote('ann', {});
    assert.equal(await reason(), undefined);
  });

  for (const [what, forget] of [
    ['the post is deleted', () => store().forgetPost('teams:19:a/1')],
    ['the post is edited', () => store().forgetEarlier('teams:19:a/1', crypto.randomUUID())],
    ['no texts are kept any more', () => store().forgetTexts()],
    ['the author of the post is forgotten', () => store().forgetPerson(['zoe'])],
    ['the voter is forgotten', () => store().forgetPerson(['ann'])],
  ] as const)
    it(`goes when ${what}`, async () => {
      await forget();
      assert.equal(await reason(), undefined);
    });

  it('stays when another post is deleted', async () => {
    await store().forgetPost('teams:19:a/2');
    assert.equal(await reason(), KEPT);
  });
});
