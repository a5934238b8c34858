import assert from 'node:assert/strict';
import { createReviews, type Kind, type Review, type ReviewStore } from '../../src/feedback/review.ts';
import { prediction } from './verdicts.ts';

describe('The reviews', () => {
  let asked: [Kind, string | undefined, number][];
  let keptReviews: Review[];
  /** As many wait of each kind as this says. */
  let many: Record<Kind, number>;
  beforeEach(() => {
    asked = [];
    keptReviews = [];
    many = { disputed: 2, uncertain: 5 };
  });

  const store: ReviewStore = {
    async waiting(kind, _filter, after, most) {
      asked.push([kind, after?.id, most]);
      return Array.from({ length: Math.min(most, many[kind]) }, () => ({
        kind,
        prediction: { ...prediction(), text: 'Merci' },
        tally: { up: 0, down: 1 },
        corrections: { negative: 0, neutral: 0, positive: 0 },
        reasons: [],
      }));
    },
    async keep(review) {
      keptReviews.push(review);
    },
    countWaiting: async () => many,
    takeBack: async () => {},
    reviewed: async () => [],
    countExport: async () => ({ examples: 0, reviewed: 0 }),
  };
  const reviews = () =>
    createReviews({
      store,
      hashPerson: (door, person) => `${door}/${person}`,
      clock: () => 7,
      newId: () => 'new',
    });

  it('begin with what people voted against, and fill the page with what is uncertain', async () => {
    const page = await reviews().queue({}, undefined, 4);
    assert.deepEqual(
      page.map(({ kind }) => kind),
      ['disputed', 'disputed', 'uncertain', 'uncertain'],
    );
    assert.deepEqual(asked, [
      ['disputed', undefined, 4],
      ['uncertain', undefined, 2],
    ]);
  });

  it('look no further than the page is long', async () => {
    await reviews().queue({}, undefined, 2);
    assert.deepEqual(asked, [['disputed', undefined, 2]]);
  });

  it('go on where a page ended, and never back to the kind before', async () => {
    await reviews().queue({}, { kind: 'uncertain', at: 1, id: 'last' }, 3);
    assert.deepEqual(asked, [['uncertain', 'last', 3]]);
    asked = [];
    await reviews().queue({}, { kind: 'disputed', at: 1, id: 'last' }, 3);
    assert.deepEqual(asked, [
      ['disputed', 'last', 3],
      ['uncertain', undefined, 1],
    ]);
  });

  it('keep to the kind that is asked for', async () => {
    await reviews().queue({ kind: 'uncertain' }, undefined, 3);
    assert.deepEqual(asked, [['uncertain', undefined, 3]]);
  });

  it('are kept with the time and a hash of the reviewer', async () => {
    await reviews().review({ predictionId: 'p', label: 'neutral', door: 'teams', person: 'ann' });
    assert.deepEqual(keptReviews, [
      { id: 'new', predictionId: 'p', label: 'neutral', reviewer: 'teams/ann', reviewedAt: 7 },
    ]);
  });
});
