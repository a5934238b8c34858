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
export async function playDay(
  parts: DayParts,
  day: number,
  start: number,
  posts: number,
  newShare: number,
): Promise<DayCount> {
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
    if (!inOneGo(day) && chance.happens(POISON / SLOTS)) await poison(parts, judged);
    onPosts(count);
  }
  for (let vote = 0; inOneGo(day) && vote < POISON; vote += 1) {
    time.now = start + DAY - SLOT / 2 + vote * SECOND;
    await poison(parts, judged);
  }
  return countDay(day, judged, votes);
}

/** The poisoner is in a hurry on even days; on odd ones the votes lie hours apart, as other people's do. */
const inOneGo = (day: number) => day % 2 === 0;

async function poison({ service, chance }: DayParts, judged: readonly Judged[]): Promise<void> {
  if (judged.length > 0) await service.vote(poisonOn(chance.pick(judged), POISONER));
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
