import assert from 'node:assert/strict';
import { voteTrace } from '../../src/feedback/trace.ts';
import { prediction } from './verdicts.ts';

describe('The trace of a vote', () => {
  const by = (voter: string, correct: boolean, votedAt = 42) => ({
    predictionId: 'p1',
    voter,
    correct,
    correction: null,
    votedAt,
  });
  const voted = prediction({ id: 'p1', author: 'hash of the author', origin: 'teams:c/1' });

  it('says Mauvaise prédiction in composed characters for a 👎', () => {
    const { message } = voteTrace('t1', voted, by('ann', false));
    assert.equal(message, 'Mauvaise pr\u00e9diction');
  });

  it('says Bonne prédiction in composed characters for a 👍', () => {
    assert.equal(voteTrace('t1', voted, by('ann', true)).message, 'Bonne pr\u00e9diction');
  });

  it('holds what was predicted, and neither the text nor a person nor a place', () => {
    const { properties, ...rest } = voteTrace('t1', voted, by('ann', false));
    const { vote, ...others } = properties;
    assert.match(String(vote), /^[0-9a-f]{16}$/);
    assert.deepEqual(
      { ...rest, properties: others },
      {
        id: 't1',
        message: 'Mauvaise prédiction',
        at: 42,
        properties: {
          predictionId: 'p1',
          label: 'positive',
          probability: 0.93,
          language: 'fr',
          model: 'a1b2c3d4e5f6',
          door: 'teams',
        },
      },
    );
  });

  it('names the vote alike whatever side it takes, and any other vote of that person otherwise', () => {
    const named = (id: string, voter: string, correct: boolean) =>
      voteTrace('t', prediction({ id }), { ...by(voter, correct), predictionId: id }).properties.vote;
    assert.equal(named('p1', 'ann', false), named('p1', 'ann', true));
    assert.equal(
      new Set([named('p1', 'ann', false), named('p2', 'ann', false), named('p1', 'bob', false)]).size,
      3,
    );
  });
});
