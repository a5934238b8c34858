import assert from 'node:assert/strict';
import { createChance } from './chance.ts';
import { poisonOn, votesOn } from './people.ts';
import { createWriter, type WrittenPost } from './posts.ts';
import { PHRASES } from './words.ts';

const written = (seed: number, count: number, newShare: number) => {
  const write = createWriter(createChance(seed));
  return Array.from({ length: count }, () => write(newShare));
};
const share = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length / items.length;
const within = (value: number, low: number, high: number) =>
  assert.ok(value > low && value < high, String(value));

describe('posts of the replay', () => {
  it('are the same for the same seed, others for another, and never twice the same', () => {
    const posts = written(1, 2000, 0.5);
    assert.deepEqual(written(1, 2000, 0.5), posts);
    assert.notDeepEqual(written(2, 2000, 0.5), posts);
    assert.equal(new Set(posts.map(({ text }) => text)).size, posts.length);
  });

  it('have no slot left open', () => {
    for (const { text } of written(3, 2000, 0.5)) assert.doesNotMatch(text, /[{}]|undefined/);
  });

  it('use new words as often as asked, and none of them before', () => {
    assert.ok(written(4, 500, 0).every(({ fashion }) => fashion === 'old'));
    within(
      share(written(5, 4000, 0.6), ({ fashion }) => fashion === 'new'),
      0.57,
      0.63,
    );
    const names = /AeroPod|Nimbus/;
    for (const side of ['negative', 'positive'] as const)
      for (const tongue of ['fr', 'en'] as const)
        for (const phrase of PHRASES.old[tongue][side]) assert.doesNotMatch(phrase, names);
  });

  it('are of both sides and both languages', () => {
    const posts = written(6, 4000, 0.5);
    within(
      share(posts, ({ side }) => side === 'negative'),
      0.52,
      0.58,
    );
    within(
      share(posts, ({ tongue }) => tongue === 'fr'),
      0.47,
      0.53,
    );
  });
});

describe('people of the replay', () => {
  const post: WrittenPost = { text: 'lost', side: 'negative', tongue: 'en', fashion: 'old' };
  const prediction = { id: 'p', label: 'positive', probability: 0.9, model: 'm' } as const;

  it('vote on four posts in ten and are right nine times in ten', () => {
    const chance = createChance(7);
    const ballots = Array.from({ length: 5000 }, () => votesOn({ post, prediction }, chance));
    within(
      share(ballots, ({ length }) => length > 0),
      0.38,
      0.42,
    );
    within(
      share(ballots.flat(), ({ correct, label }) => !correct && label === 'negative'),
      0.88,
      0.92,
    );
  });

  it('are two different persons where two vote', () => {
    const chance = createChance(8);
    const pairs = Array.from({ length: 5000 }, () => votesOn({ post, prediction }, chance)).filter(
      ({ length }) => length === 2,
    );
    assert.ok(pairs.length > 100);
    assert.ok(pairs.every(([first, second]) => first!.user !== second!.user));
  });

  it('have a poisoner among them who says the opposite of what is true', () => {
    assert.deepEqual(poisonOn({ post, prediction }, 'x'), { prediction_id: 'p', correct: true, user: 'x' });
    const right = { ...prediction, label: 'negative' } as const;
    assert.deepEqual(poisonOn({ post, prediction: right }, 'x'), {
      prediction_id: 'p',
      correct: false,
      user: 'x',
      label: 'positive',
    });
  });
});
