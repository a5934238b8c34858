// Explanations take what verdicts leave over: one at a time in this process, and a few a minute for each person. Somebody who
// asks beyond that is told that the bot is busy, and may press again.
import type { FindWhy, Why } from '../../sentiment/why/find-why.ts';

const MINUTE = 60_000;
/** Of one person in a minute. */
export const MOST_A_MINUTE = 6;

/** @param person who asks, as Teams knows them. */
export type BoundedWhy = (person: string, ...asked: Parameters<FindWhy>) => Promise<Why>;

export function createBoundedWhy(findWhy: FindWhy, clock: () => number): BoundedWhy {
  let underWay = false;
  /** When the minute began, and who has asked how often in it. */
  let minute = { since: Number.NEGATIVE_INFINITY, asked: new Map<string, number>() };

  return async (person, prediction) => {
    const now = clock();
    if (now - minute.since >= MINUTE) minute = { since: now, asked: new Map() };
    const asked = minute.asked.get(person) ?? 0;
    if (underWay || asked >= MOST_A_MINUTE) return { missing: 'busy' };
    minute.asked.set(person, asked + 1);
    underWay = true;
    try {
      return await findWhy(prediction);
    } finally {
      underWay = false;
    }
  };
}
