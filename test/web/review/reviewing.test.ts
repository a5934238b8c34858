import assert from 'node:assert/strict';
import type { Queue, WaitingPost } from '../../../src/web/api.ts';
import { advanceReview, begin, type ReviewEvent, type Reviewing } from '../../../src/web/review/reviewing.ts';

function post(id: string): WaitingPost {
  return {
    prediction_id: id,
    kind: 'disputed',
    text: `Post ${id}`,
    created_at: '2026-11-22T08:00:00Z',
    door: 'teams',
    label: 'positive',
    scores: { negative: 0.07, neutral: 0.02, positive: 0.91 },
    probability: 0.93,
    certain: true,
    lang: 'fr',
    truncated: false,
    model: 'a1b2c3d4e5f6',
    tally: { up: 0, down: 1 },
    corrections: { negative: 0, neutral: 0, positive: 0 },
    reasons: [],
  };
}

function page(ids: string, next: string | null = null, disputed = ids.length): Queue {
  return {
    waiting: { disputed, uncertain: 0 },
    next_export: { examples: 9, reviewed: 0 },
    posts: [...ids].map(post),
    next,
  };
}

const came = (queue: Queue, from: string | null = null): ReviewEvent => ({ what: 'came', queue, from });
const decided = (label: 'negative' | 'positive', key: string): ReviewEvent => ({
  what: 'decided',
  label,
  key,
});

function sessionOf(...happenings: readonly ReviewEvent[]): Reviewing {
  return happenings.reduce(advanceReview, begin([]));
}
const shown = ({ posts }: Reviewing) => posts?.map(({ prediction_id }) => prediction_id).join('');

describe('A review session', () => {
  it('shows nothing until the queue has come', () => {
    assert.equal(begin([]).posts, null);
    assert.equal(shown(sessionOf(came(page('abc')))), 'abc');
  });

  it('goes on to the next post with each decision, counts it, and has it to send', () => {
    const state = sessionOf(came(page('abc')), decided('negative', 'k1'), decided('positive', 'k2'));
    assert.equal(shown(state), 'c');
    assert.equal(state.waiting, 1);
    assert.deepEqual(state.unsent, [
      { key: 'k1', id: 'a', label: 'negative' },
      { key: 'k2', id: 'b', label: 'positive' },
    ]);
  });

  it('decides nothing where there is no post', () => {
    const state = sessionOf(came(page('')), decided('negative', 'k1'), { what: 'skipped' });
    assert.deepEqual([state.unsent, state.passed], [[], []]);
  });

  it('undoes the last step first, and takes back what was decided, sent or not', () => {
    const before = sessionOf(came(page('abc')), decided('negative', 'k1'), { what: 'skipped' });
    const once = advanceReview(before, { what: 'undone', key: 'k2' });
    assert.equal(shown(once), 'bc');
    assert.deepEqual(once.unsent, before.unsent);
    const sent = advanceReview(once, { what: 'sent', key: 'k1' });
    const twice = advanceReview(sent, { what: 'undone', key: 'k3' });
    assert.equal(shown(twice), 'abc');
    assert.equal(twice.waiting, 3);
    assert.deepEqual(twice.unsent, [{ key: 'k3', id: 'a', label: null }]);
    assert.equal(advanceReview(twice, { what: 'undone', key: 'k4' }), twice);
  });

  it('shows no post twice: not one that is there, was skipped, or is on its way', () => {
    const state = sessionOf(
      came(page('abc', 'next')),
      decided('negative', 'k1'),
      { what: 'skipped' },
      came(page('abcd')),
    );
    assert.equal(shown(state), 'cd');
    assert.equal(state.waiting, 3);
  });

  it('shows a post again that came back to the queue after its review was taken out of the export', () => {
    const state = sessionOf(
      came(page('ab')),
      decided('negative', 'k1'),
      { what: 'sent', key: 'k1' },
      { what: 'taken back', id: 'a', key: 'k2' },
      { what: 'sent', key: 'k2' },
      came(page('ab')),
    );
    assert.equal(shown(state), 'ba');
  });

  it('goes on where the last page ended, whatever is asked for again in between', () => {
    const state = sessionOf(
      came(page('ab', 'second')),
      came(page('ab', 'second')),
      came(page('cd'), 'second'),
    );
    assert.equal(shown(state), 'abcd');
    assert.equal(state.next, null);
    assert.equal(advanceReview(state, came(page('ab', 'second'))).next, null);
  });

  it('keeps a decision that could not be sent, and drops one that is refused', () => {
    const decision = [came(page('ab')), decided('negative', 'k1')];
    const delayed = sessionOf(...decision, { what: 'failed', failure: 'unreachable' });
    assert.equal(delayed.unsent.length, 1);
    assert.equal(delayed.failure, 'unreachable');
    assert.equal(advanceReview(delayed, { what: 'sent', key: 'k1' }).failure, null);
    const refused = sessionOf(...decision, { what: 'refused', key: 'k1', failure: 'gone' });
    assert.deepEqual([refused.unsent, refused.failure], [[], 'gone']);
  });
});
