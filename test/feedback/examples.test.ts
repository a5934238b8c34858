import assert from 'node:assert/strict';
import { agreedLabel, agreedTopics } from '../../src/feedback/examples.ts';
import type { Correction } from '../../src/feedback/prediction.ts';
import { prediction } from './verdicts.ts';

describe('the label that people agree on', () => {
  const made = { ...prediction({ label: 'positive' }), text: 'Vol parfait' };
  const up = { correct: true, correction: null };
  const down = (correction: Correction | null = null) => ({ correct: false, correction });
  const agreed = (...votes: { correct: boolean; correction: Correction | null }[]) =>
    agreedLabel({
      prediction: made,
      votes: votes.map((vote, i) => ({ ...vote, predictionId: made.id, voter: `person ${i}`, votedAt: i })),
      review: null,
    });

  it('is the verdict when it was found right', () => {
    assert.equal(agreed(up), 'positive');
  });

  it('is what a vote against names as right, and nothing when it names none', () => {
    assert.equal(agreed(down()), null);
    assert.equal(agreed(down('neutral')), 'neutral');
  });

  it('is that of the most people, whatever order they came in', () => {
    assert.equal(agreed(up, down('neutral'), down('neutral')), 'neutral');
    assert.equal(agreed(down('neutral'), up, up), 'positive');
    assert.equal(agreed(down(), down('negative'), up), 'negative');
    assert.equal(agreed(down(), up), null);
    assert.equal(agreed(down(), up, up), 'positive');
  });

  it('is that of a reviewer, whatever people voted', () => {
    const review = {
      id: 'r',
      predictionId: made.id,
      label: 'neutral',
      reviewer: 'ann',
      reviewedAt: 1,
    } as const;
    const vote = { ...up, predictionId: made.id, voter: 'bob', votedAt: 1 };
    assert.equal(agreedLabel({ prediction: made, votes: [vote], review }), 'neutral');
    assert.equal(agreedLabel({ prediction: made, votes: [], review }), 'neutral');
  });

  it('is none when two labels have as many people, or nobody voted', () => {
    assert.equal(agreed(up, down()), null);
    assert.equal(agreed(down('neutral'), down('negative'), up), null);
    assert.equal(agreed(), null);
  });
});

describe('the topics that people agree on', () => {
  const made = { ...prediction(), text: 'Valise perdue' };
  const agreed = (...said: (readonly string[] | undefined)[]) => {
    const vote = { predictionId: made.id, correct: true, correction: null, votedAt: 1 };
    const votes = said.map((topics, n) => ({ ...vote, voter: `${n}`, topics }));
    return agreedTopics({ prediction: made, votes, review: null });
  };

  it('are those that more than half of the people name who named any', () => {
    assert.deepEqual(agreed(['refund', 'baggage'], ['baggage'], undefined), ['baggage']);
    assert.deepEqual(agreed(['food'], []), []);
    assert.deepEqual(agreed([]), []);
  });

  it('are none where nobody said', () => assert.equal(agreed(undefined), null));

  it('are those of a reviewer, whatever people said', () => {
    const review = {
      id: 'r',
      predictionId: made.id,
      label: 'neutral',
      reviewer: 'ann',
      reviewedAt: 1,
    } as const;
    const votes = [
      { predictionId: made.id, voter: 'bob', correct: true, correction: null, votedAt: 1, topics: ['food'] },
    ];
    assert.deepEqual(agreedTopics({ prediction: made, votes, review: { ...review, topics: ['delay'] } }), [
      'delay',
    ]);
    assert.deepEqual(
      agreedTopics({ prediction: made, votes, review }),
      ['food'],
      'one who said nothing of them',
    );
  });
});
