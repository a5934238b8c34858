import assert from 'node:assert/strict';
import { saysTheSame } from '../../src/sentiment/same-post.ts';
import { verdict } from '../feedback/verdicts.ts';

describe('A post says the same', () => {
  const earlier = (text: string | null) => ({ ...verdict, text });
  const now = (text: string) => ({ ...verdict, text });

  it('when no word of it changed, whatever its spaces and invisible signs', () => {
    assert.ok(saysTheSame(earlier('vol\nnul'), now('vol\u00a0nul\u200b')));
    assert.ok(
      saysTheSame(earlier('vol nul'), { ...now('vol nul'), model: 'ffffffffffff', probability: 0.4 }),
    );
  });

  it('not when a word or a sign changed', () => {
    assert.ok(!saysTheSame(earlier('vol nul'), now('vol nul !')));
  });

  it('when its text is not kept and the same model judges it alike under the same rules', () => {
    assert.ok(saysTheSame(earlier(null), now('vol nul')));
    assert.ok(!saysTheSame(earlier(null), { ...now('vol nul'), probability: 0.123 }));
  });
});
