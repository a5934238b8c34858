import assert from 'node:assert/strict';
import { type Answering, nextStatuses, type Pressed, statusFor } from '../../../src/web/posts/answering.ts';

const OPEN: Answering = { status: 'open', status_since: '2026-11-28T07:00:00Z', yours: false, etag: '"1"' };
const TAKEN: Answering = { ...OPEN, status: 'taken' };

describe('A post that should be answered', () => {
  it('offers to take it first, then to end it; whoever has it may give it back', () => {
    assert.deepEqual(nextStatuses(OPEN), ['taken', 'answered', 'no_answer']);
    assert.deepEqual(nextStatuses(TAKEN), ['taken', 'answered', 'no_answer']);
    assert.deepEqual(nextStatuses({ ...TAKEN, yours: true }), ['answered', 'no_answer', 'open']);
    assert.deepEqual(nextStatuses({ ...OPEN, status: 'no_answer' }), ['open']);
    assert.deepEqual(nextStatuses({ ...OPEN, status: null }), ['open']);
  });

  const press = (key: string, changes: Partial<Pressed> = {}): Pressed => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    ...changes,
  });

  it('knows a key in both languages for each of these, and does only what is offered', () => {
    assert.deepEqual(
      ['t', 'P', 'r', 'n', 'o', 'x', 'Enter'].map((key) => statusFor(press(key), OPEN)),
      ['taken', 'taken', 'answered', 'no_answer', undefined, undefined, undefined],
    );
    assert.equal(statusFor(press('o'), { ...OPEN, status: 'answered' }), 'open');
  });

  it('takes no key that is held, or held with another', () => {
    for (const changes of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }])
      assert.equal(statusFor(press('t', changes), OPEN), undefined);
  });
});
