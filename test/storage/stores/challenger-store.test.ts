import assert from 'node:assert/strict';
import type { Correction, Prediction } from '../../../src/feedback/prediction.ts';
import { createReviews } from '../../../src/feedback/review.ts';
import type { Label } from '../../../src/sentiment/verdict.ts';
import { createChallengerStore } from '../../../src/storage/stores/challenger-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createReviewStore } from '../../../src/storage/stores/review-store.ts';
import { prediction, verdict } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const PAIR = { champion: verdict.model, challenger: 'challenging1' };
const ALWAYS = { since: 0, until: Number.MAX_SAFE_INTEGER };

onBothDatabases('The store of the challenger', (current) => {
  const store = () => createChallengerStore(current());
  const compare = (period = ALWAYS) => store().compare(PAIR, period);

  /** A post that the champion finds positive at .93, and what the challenger says of it. */
  async function judged(label: Label, probability: number, changes: Partial<Prediction> = {}) {
    const made = prediction(changes);
    await createFeedbackStore(current()).addPrediction(made);
    const { challenger } = PAIR;
    await store().addVerdicts([{ predictionId: made.id, challenger, label, probability }]);
    return made.id;
  }
  async function vote(id: string, ...votes: (boolean | Correction)[]) {
    for (const [i, said] of votes.entries())
      await createFeedbackStore(current()).castVote(id, `person ${i}`, () => ({
        vote: {
          predictionId: id,
          voter: `person ${i}`,
          correct: said === true,
          correction: typeof said === 'string' ? said : null,
          votedAt: 1,
        },
        trace: null,
      }));
  }

  it('counts the posts that both judged, their agreement and the shift of the probability', async () => {
    await judged('positive', 0.83);
    await judged('negative', 0.43);
    await judged('positive', 0.9, { model: 'another' });
    const { judged: posts, agreed, shift, shiftSquared } = await compare();
    assert.deepEqual([posts, agreed], [2, 1]);
    assert.ok(Math.abs(shift + 0.6) < 1e-9);
    assert.ok(Math.abs(shiftSquared - 0.26) < 1e-9);
  });

  it('has nothing but zeros where there is nothing', async () => {
    assert.deepEqual(await compare(), {
      judged: 0,
      agreed: 0,
      shift: 0,
      shiftSquared: 0,
      forChallenger: 0,
      forChampion: 0,
    });
  });

  it('looks at predictions of the period, its begin included and its end not', async () => {
    await judged('positive', 0.9, { createdAt: 100 });
    await judged('positive', 0.9, { createdAt: 200 });
    assert.equal((await compare({ since: 100, until: 200 })).judged, 1);
  });

  for (const [what, votes, expected] of [
    ['a vote against the verdict that names no label speaks for none', [false], [0, 0]],
    ['a vote for it speaks for the champion', [true], [0, 1]],
    ['a correction to its label speaks for the challenger', ['negative'], [1, 0]],
    ['a correction to neutral speaks for neither', ['neutral'], [0, 0]],
    ['most people decide', ['negative', 'negative', true], [1, 0]],
    ['as many on either side decide nothing', ['negative', true], [0, 0]],
    ['a vote against it weighs as much as one for it', [false, true], [0, 0]],
    ['a side needs more people than neutral, too', ['negative', 'neutral'], [0, 0]],
  ] as const)
    it(`sides with one of two that differ: ${what}`, async () => {
      await vote(await judged('negative', 0.2), ...votes);
      const { forChallenger, forChampion } = await compare();
      assert.deepEqual([forChallenger, forChampion], expected);
    });

  it('lets a review win over the votes, and decides nothing where the two agree', async () => {
    const reviews = createReviews({ store: createReviewStore(current()), hashPerson: () => 'zoe' });
    const differing = await judged('negative', 0.2);
    await vote(differing, false, false);
    await reviews.review({ predictionId: differing, label: 'positive', door: 'api', person: 'zoe' });
    const neutral = await judged('negative', 0.2);
    await vote(neutral, false);
    await reviews.review({ predictionId: neutral, label: 'neutral', door: 'api', person: 'zoe' });
    await vote(await judged('positive', 0.8), false);
    const { forChallenger, forChampion } = await compare();
    assert.deepEqual([forChallenger, forChampion], [0, 1]);
  });

  it('keeps a verdict once, and none on a prediction that is gone', async () => {
    const id = await judged('negative', 0.2);
    const verdicts = [id, crypto.randomUUID()].map((predictionId) => ({
      predictionId,
      challenger: PAIR.challenger,
      label: 'positive' as const,
      probability: 0.9,
    }));
    await store().addVerdicts(verdicts);
    await store().addVerdicts([]);
    const { judged: posts, agreed } = await compare();
    assert.deepEqual([posts, agreed], [1, 0]);
  });

  it('forgets what is deleted with its prediction', async () => {
    await judged('negative', 0.2, { createdAt: 1 });
    await createFeedbackStore(current()).deletePredictions(2);
    assert.equal((await compare()).judged, 0);
    assert.deepEqual(await current().db.selectFrom('challenger_verdicts').selectAll().execute(), []);
  });
});
