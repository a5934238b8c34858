// One day of posts and votes, in slots of ten minutes: the posts of a slot are sent at once, votes follow.
import type { Chance } from './chance.ts';
import { type Judged, POISON, POISONER, poisonOn, votesOn } from './people.ts';
import type { WrittenPost } from './posts.ts';
import type { Service, Time, VoteIn } from './service.ts';

export const DAY = 24 * 60 * 60 * 1000;
const SLOT = 10 * 60 * 1000;
const SLOTS = DAY / SLOT;
const SECOND = 1000;

/** What the replay knows of a day that is over. */
export interface DayCount {
  readonly day: number;
  readonly posts: number;
  /** Verdicts that were wrong, by what the author felt. */
  readonly wrong: number;
  /** Votes by people, the poisoner's not counted. */
  readonly votes: number;
  /** Of these, 👎. */
  readonly down: number;
  /** Verdicts of each model. */
  readonly models: Readonly<Record<string, number>>;
}

export interface DayParts {
  readonly time: Time;
  readonly service: Service;
  readonly chance: Chance;
  readonly write: (newShare: number) => WrittenPost;
  /** Told after each slot. @param posts in it. */
  readonly onPosts: (posts: number) => void;
}

/** @param start when the day begins. @param newShare share of posts in the words of the second week. */
export async function playDay(parts: DayParts, day: number, start: number, posts: number, newShare: number): Promise<DayCount> {
  const { time, service, chance, write, onPosts } = parts;
  const judged: Judged[] = [];
  const votes: VoteIn[] = [];
  for (let slot = 0; slot < SLOTS; slot += 1) {
    time.now = start + slot * SLOT;
    const count = Math.floor(((slot + 1) * posts) / SLOTS) - Math.floor((slot * posts) / SLOTS);
    const written = Array.from({ length: count }, () => write(newShare));
    const fresh = await Promise.all(
      written.map(async (post): Promise<Judged> => ({ post, prediction: await service.predict(post.text) })),
    );
    const said = fresh.map((one) => votesOn(one, chance)).filter(({ length }) => length > 0);
    for (const [place, some] of said.entries()) {
      time.now = start + slot * SLOT + Math.floor(((place + 1) * SLOT) / (said.length + 1));
      for (const vote of some) await service.vote(vote);
      votes.push(...some);
    }
    judged.push(...fresh);
    onPosts(count);
  }
  await poison(parts, judged, start + DAY - SLOT / 2);
  return countDay(day, judged, votes);
}

/** On even days in one go, on odd days where nobody notices: over the whole evening. */
async function poison({ time, service, chance }: DayParts, judged: readonly Judged[], from: number): Promise<void> {
  const inOneGo = Math.floor(from / DAY) % 2 === 0;
  for (let vote = 0; vote < POISON && judged.length > 0; vote += 1) {
    time.now = from + (inOneGo ? vote * SECOND : vote * 6 * SECOND);
    await service.vote(poisonOn(chance.pick(judged), POISONER));
  }
}

function countDay(day: number, judged: readonly Judged[], votes: readonly VoteIn[]): DayCount {
  const models: Record<string, number> = {};
  for (const { prediction } of judged) models[prediction.model] = (models[prediction.model] ?? 0) + 1;
  return {
    day,
    posts: judged.length,
    wrong: judged.filter(({ post, prediction }) => post.side !== prediction.label).length,
    votes: votes.length,
    down: votes.filter(({ correct }) => !correct).length,
    models,
  };
}
