import assert from 'node:assert/strict';
import { peopleAgreeOn, suggestionFor } from '../../../src/web/review/suggestion.ts';

const post = (negative: number, neutral: number, positive: number) => ({
  label: 'positive' as const,
  corrections: { negative, neutral, positive },
});

describe('What a reviewer is offered first', () => {
  it('is what people say is right, when all who corrected the post agree', () => {
    assert.equal(peopleAgreeOn(post(2, 0, 0)), 'negative');
    assert.equal(suggestionFor(post(0, 1, 0)), 'neutral');
  });

  it('is what the model said, when people differ or corrected nothing', () => {
    assert.equal(peopleAgreeOn(post(2, 1, 0)), null);
    assert.equal(suggestionFor(post(2, 1, 0)), 'positive');
    assert.equal(suggestionFor(post(0, 0, 0)), 'positive');
  });
});
