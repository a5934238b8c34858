import assert from 'node:assert/strict';
import { voteTrace } from '../../src/feedback/trace.ts';
import { prediction } from './verdicts.ts';

describe('The trace of a vote', () => {
  const voted = prediction({ id: 'p1', author: 'hash of the author', origin: 'teams:c/1' });

  it('says Mauvaise prédiction in composed characters for a 👎', () => {
    const { message } = voteTrace('t1', voted, false, 0);
    assert.equal(message, 'Mauvaise pr\u00e9diction');
  });

  it('says Bonne prédiction in composed characters for a 👍', () => {
    assert.equal(voteTrace('t1', voted, true, 0).message, 'Bonne pr\u00e9diction');
  });

  it('holds what was predicted, and neither the text nor a person nor a place', () => {
    assert.deepEqual(voteTrace('t1', voted, false, 42), {
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
    });
  });
});
