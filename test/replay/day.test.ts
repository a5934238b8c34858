import assert from 'node:assert/strict';
import { createChance } from './chance.ts';
import { DAY, playDay } from './day.ts';
import { POISON, POISONER } from './people.ts';
import { createWriter } from './posts.ts';
import type { Service, VoteIn } from './service.ts';

/** A service whose model calls everything negative, and what it was sent. */
function listen() {
  const time = { now: 0 };
  const votes: (VoteIn & { at: number })[] = [];
  const posts: number[] = [];
  const service: Pick<Service, 'predict' | 'vote'> = {
    async predict() {
      posts.push(time.now);
      return { id: String(posts.length), label: 'negative', probability: 0.1, model: 'm' };
    },
    async vote(vote) {
      votes.push({ ...vote, at: time.now });
    },
  };
  return { time, votes, posts, service: service as Service };
}

async function play(day: number) {
  const heard = listen();
  const chance = createChance(day);
  let told = 0;
  const onPosts = (count: number) => {
    told += count;
  };
  const parts = { ...heard, chance, write: createWriter(chance), onPosts };
  const count = await playDay(parts, day, 10 * DAY, 600, 0);
  return { ...heard, count, told };
}

describe('a day of the replay', () => {
  it('sends its posts over the whole day, in the order of time, and counts them', async () => {
    const { posts, count, told } = await play(1);
    assert.deepEqual([posts.length, told, count.posts], [600, 600, 600]);
    assert.deepEqual(
      [...posts].sort((a, b) => a - b),
      posts,
    );
    assert.equal(posts[0], 10 * DAY);
    assert.ok(posts.at(-1)! > 10.9 * DAY && posts.at(-1)! < 11 * DAY);
  });

  it('counts wrong verdicts by what authors feel, and the votes of people without the poisoner’s', async () => {
    const { votes, count } = await play(2);
    const honest = votes.filter(({ user }) => user !== POISONER);
    assert.equal(count.votes, honest.length);
    assert.equal(count.down, honest.filter(({ correct }) => !correct).length);
    assert.ok(count.wrong > 200 && count.wrong < 340, `${count.wrong} of 600`);
    assert.deepEqual(count.models, { m: 600 });
  });

  it('has a poisoner who hurries on even days and takes the whole day on odd ones', async () => {
    const poison = async (day: number) => (await play(day)).votes.filter(({ user }) => user === POISONER);
    const hurried = await poison(2);
    assert.equal(hurried.length, POISON);
    assert.ok(hurried.at(-1)!.at - hurried[0]!.at < 60_000);
    const patient = await poison(3);
    assert.ok(patient.length > POISON / 2);
    assert.ok(patient.at(-1)!.at - patient[0]!.at > DAY / 2);
  });
});
