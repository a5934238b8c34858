import assert from 'node:assert/strict';
import { findSpike, findTopicSpike, upperTail } from '../../src/channel/spike.ts';

const share = (posts: number, negative: number) => ({ posts, negative });
const habit = (always: [number, number], sameHour: [number, number]) => ({
  always: share(...always),
  sameHour: share(...sameHour),
});
/** A month of a channel in which three in ten are negative. */
const STEADY = habit([4000, 1200], [170, 51]);

describe('A spike of negatives', () => {
  it('is found where far more are negative than usual', () => {
    const spike = findSpike(share(25, 22), STEADY);
    assert.ok(spike && spike.chance < 1e-4);
    assert.ok(Math.abs(spike.usual - 0.3) < 0.01);
  });

  for (const [what, hour, known] of [
    ['as many are negative as usual', share(20, 6), STEADY],
    ['more are than usual, by what chance brings', share(20, 9), STEADY],
    ['few were written, all of them negative', share(7, 7), STEADY],
    ['many were written and hardly more are negative', share(2000, 800), STEADY],
    ['nearly all are negative, as always', share(20, 19), habit([4000, 3600], [170, 153])],
    ['this hour is always like that', share(20, 14), habit([4000, 1200], [300, 210])],
    ['nothing is known yet of the channel', share(12, 11), habit([0, 0], [0, 0])],
  ] as const)
    it(`is none where ${what}`, () => assert.equal(findSpike(hour, known), undefined));
});

describe('A spike in a topic', () => {
  const TOPICS = 13;
  /** A month in which one in a hundred posts complains of it. */
  const RARE = habit([4000, 40], [170, 2]);

  it('is found where far more complain of it than usual', () => {
    const spike = findTopicSpike(share(20, 9), RARE, TOPICS);
    assert.ok(spike && spike.usual < 0.03 && spike.chance < 1e-4 / TOPICS);
  });

  for (const [what, hour, known] of [
    ['a fifth more of the posts would have to be about it', share(60, 11), RARE],
    ['it is always the great topic', share(20, 12), habit([4000, 2000], [170, 85])],
    ['few complain of it', share(9, 4), RARE],
  ] as const)
    it(`is none where ${what}`, () => assert.equal(findTopicSpike(hour, known, TOPICS), undefined));

  it('takes more, the more topics are looked at', () => {
    const hour = share(16, 12);
    const known = habit([300, 30], [20, 3]);
    assert.ok(findTopicSpike(hour, known, 1));
    assert.equal(findTopicSpike(hour, known, 1000), undefined);
  });
});

describe('The probability of so many negatives or more', () => {
  it('is that of the beta-binomial distribution', () => {
    // With one post seen of each side every count is as likely as every other.
    assert.ok(Math.abs(upperTail(share(9, 7), { negative: 1, other: 1 }) - 0.3) < 1e-12);
    assert.ok(Math.abs(upperTail(share(9, 0), { negative: 1, other: 1 }) - 1) < 1e-12);
    // Of two draws, both negative: 2/5 · 3/6.
    assert.ok(Math.abs(upperTail(share(2, 2), { negative: 2, other: 3 }) - 0.2) < 1e-12);
  });

  it('is the binomial one where the share is known for sure', () => {
    const binomial = 1 - 0.7 ** 3 - 3 * 0.3 * 0.7 ** 2; // 2 or more of 3
    assert.ok(Math.abs(upperTail(share(3, 2), { negative: 3e7, other: 7e7 }) - binomial) < 1e-6);
  });

  it('is a number, however many posts there are', () => {
    assert.ok(Math.abs(upperTail(share(20_000, 0), { negative: 30, other: 70 }) - 1) < 1e-6);
    const tail = upperTail(share(20_000, 19_000), { negative: 30, other: 70 });
    assert.ok(tail >= 0 && tail < 1e-6);
  });
});
