// An attack that gets past the rules for single people: hundreds of accounts, each voting seldom, each against the truth.
import { createChance } from './chance.ts';
import { DAY } from './day.ts';
import { poisonOn } from './people.ts';
import { createWriter } from './posts.ts';
import type { Service, Time } from './service.ts';
import type { Replay } from './stage.ts';

const ACCOUNTS = 300;
const AT_ONCE = 8;

/** Sends posts in everybody's words, evenly over a day, and votes against the truth on each. @returns how many. */
export async function attack(replay: Replay, service: Service, time: Time, posts: number): Promise<number> {
  const chance = createChance(replay.seed * 2);
  const write = createWriter(chance);
  const begin = time.now;
  for (let sent = 0; sent < posts; sent += AT_ONCE) {
    time.now = begin + Math.floor((sent * DAY) / posts);
    const written = Array.from({ length: AT_ONCE }, () => write(0));
    await Promise.all(
      written.map(async (post, place) => {
        const prediction = await service.predict(post.text);
        await service.vote(poisonOn({ post, prediction }, `account ${(sent + place) % ACCOUNTS}`));
      }),
    );
  }
  return posts;
}
