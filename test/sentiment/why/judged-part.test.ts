import assert from 'node:assert/strict';
import { judgedUntil } from '../../../src/sentiment/why/judged-part.ts';
import { verdict } from '../../feedback/verdicts.ts';

/** Reads so many words, and counts how often it was asked. */
function reader(window: number) {
  const asked = { whole: 0, parts: 0 };
  const classify = async (post: string, { yields = false } = {}) => {
    asked[yields ? 'parts' : 'whole'] += 1;
    return { ...verdict, truncated: post.trim().split(/\s+/).length > window };
  };
  return { classify, asked };
}

describe('The part of a post that was judged', () => {
  const long = Array.from({ length: 400 }, (_, n) => `mot${n}`).join(' ');

  it('ends with the last word that fits into the window', async () => {
    const { classify, asked } = reader(90);
    const end = await judgedUntil({ classify }, long);
    assert.equal(long.slice(0, end), long.split(' ').slice(0, 90).join(' '));
    assert.equal(asked.whole, 1);
    assert.ok(asked.parts <= 10, `${asked.parts}`);
  });

  it('is all of a post that fits, and nothing is asked about a short one', async () => {
    const { classify, asked } = reader(1000);
    assert.equal(await judgedUntil({ classify }, long), long.length);
    assert.equal(await judgedUntil({ classify }, 'court'), 5);
    assert.deepEqual(asked, { whole: 1, parts: 0 });
  });

  it('has one word at least', async () => {
    const { classify } = reader(0);
    assert.equal(await judgedUntil({ classify }, long), 4);
  });
});
