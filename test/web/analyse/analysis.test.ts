import assert from 'node:assert/strict';
import {
  type Analysis,
  type AnalysisEvent,
  advanceAnalysis,
  blank,
} from '../../../src/web/analyse/analysis.ts';
import { prediction } from '../predictions.ts';

const judgedPost: AnalysisEvent = { what: 'judged', post: 'Merci', prediction: prediction() };

function happened(...happenings: AnalysisEvent[]): Analysis {
  return happenings.reduce(advanceAnalysis, blank);
}

describe('An analysis on the page', () => {
  it('goes from a draft to a verdict, a vote and the next post', () => {
    let analysis = happened({ what: 'wrote', draft: 'Merci' }, { what: 'asked' });
    assert.equal(analysis.judging, true);
    analysis = advanceAnalysis(analysis, judgedPost);
    assert.equal(analysis.judging, false);
    assert.equal(analysis.judged?.vote, 'open');
    analysis = [{ what: 'chose', correct: true }, { what: 'voted' }].reduce<Analysis>(
      (so, next) => advanceAnalysis(so, next as AnalysisEvent),
      analysis,
    );
    assert.equal(analysis.judged?.vote, 'pending');
    analysis = advanceAnalysis(analysis, { what: 'vote kept' });
    assert.equal(analysis.judged?.vote, 'kept');
    assert.deepEqual(advanceAnalysis(analysis, { what: 'next' }), blank);
  });

  it('keeps the draft and says why when a post could not be judged, until it is changed', () => {
    const failed = happened(
      { what: 'wrote', draft: 'Merci' },
      { what: 'asked' },
      { what: 'not judged', failure: 'unreachable' },
    );
    assert.deepEqual([failed.draft, failed.judging, failed.failure], ['Merci', false, 'unreachable']);
    assert.equal(advanceAnalysis(failed, { what: 'wrote', draft: 'Merci !' }).failure, null);
  });

  it('sends no vote before an answer was chosen', () => {
    assert.equal(happened(judgedPost, { what: 'voted' }).judged?.vote, 'open');
  });

  it('forgets the right label when the answer changes', () => {
    const changed = happened(
      judgedPost,
      { what: 'chose', correct: false },
      { what: 'corrected', label: 'neutral' },
      { what: 'chose', correct: true },
    );
    assert.deepEqual([changed.judged?.correct, changed.judged?.label], [true, null]);
  });

  it('keeps a delayed vote pending, and opens a refused one again', () => {
    const pending = happened(judgedPost, { what: 'chose', correct: false }, { what: 'voted' });
    const delayed = advanceAnalysis(pending, { what: 'vote delayed', failure: 'unreachable' });
    assert.deepEqual([delayed.judged?.vote, delayed.failure], ['pending', 'unreachable']);
    const refused = advanceAnalysis(delayed, { what: 'vote refused', failure: 'gone' });
    assert.deepEqual([refused.judged?.vote, refused.failure], ['open', 'gone']);
    assert.equal(advanceAnalysis(delayed, { what: 'vote kept' }).failure, null);
  });

  it('opens a kept vote again when people change their mind, with the answer that they gave', () => {
    const answers: AnalysisEvent[] = [
      { what: 'chose', correct: false },
      { what: 'corrected', label: 'neutral' },
      { what: 'voted' },
    ];
    const pending = happened(judgedPost, ...answers);
    assert.equal(advanceAnalysis(pending, { what: 'reconsidered' }).judged?.vote, 'pending');
    const kept = advanceAnalysis(pending, { what: 'vote kept' });
    assert.equal(advanceAnalysis(kept, { what: 'voted' }).judged?.vote, 'kept');
    const open = advanceAnalysis(kept, { what: 'reconsidered' }).judged;
    assert.deepEqual([open?.vote, open?.correct, open?.label], ['open', false, 'neutral']);
  });

  it('takes an explanation for the verdict that stands only', () => {
    const words = [{ start: 0, end: 5, weight: 1 }];
    const standing = advanceAnalysis(happened(judgedPost), {
      what: 'explained',
      prediction: prediction(),
      words,
    });
    assert.deepEqual(standing.judged?.words, words);
    const other = prediction({ id: '11111111-1111-4111-8111-111111111111' });
    const late = advanceAnalysis(happened(judgedPost), { what: 'explained', prediction: other, words });
    assert.equal(late.judged?.words, null);
    assert.deepEqual(advanceAnalysis(blank, { what: 'explained', prediction: other, words }), blank);
  });
});
