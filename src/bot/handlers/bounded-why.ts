// Explanations take what verdicts leave over: one at a time in this process, and a few a minute for each person. Somebody who
// asks while another explanation is under way reads that the bot is busy; beyond their minute, nothing is looked up at all.
import type { FindWhy } from '../../sentiment/why/find-why.ts';

const MINUTE = 60_000;
/** Requests of one person in a minute, whatever became of them. */
export const MOST_A_MINUTE = 6;

/**
 * Counts a request.
 * @param person who asks, as Teams knows them.
 * @returns undefined, at once, for a person who asked too often; otherwise what finds one explanation.
 */
export type BeginWhy = (person: string) => FindWhy | undefined;

export function createBoundedWhy(findWhy: FindWhy, clock: () => number): BeginWhy {
  let underWay = false;
  /** When the minute began, and who has asked how often in it. */
  let minute = { since: Number.NEGATIVE_INFINITY, asked: new Map<string, number>() };

  const findOne: FindWhy = async (prediction) => {
    if (underWay) return { missing: 'busy' };
    underWay = true;
    try {
      return await findWhy(prediction);
    } finally {
      underWay = false;
    }
  };

  return (person) => {
    const now = clock();
    // A clock that was set back begins a new minute too.
    if (Math.abs(now - minute.since) >= MINUTE) minute = { since: now, asked: new Map() };
    const asked = minute.asked.get(person) ?? 0;
    if (asked >= MOST_A_MINUTE) return undefined;
    minute.asked.set(person, asked + 1);
    return findOne;
  };
}
