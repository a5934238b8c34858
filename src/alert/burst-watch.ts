// Checks for a burst of 👎 at start-up and after each 👎. It reads only the 👎 since the last check, plus a margin for late
// arrivals, so the cost does not grow with the history.
import type { BackgroundTask } from '../background/task.ts';
import { type BurstRule, findBursts } from './burst.ts';
import type { Incident } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { createWatch, type WatchParts } from './watch.ts';

/** How late a vote may reach the store, in milliseconds: longer than any transaction takes. */
const LATENESS = 10 * 60 * 1000;

/** @returns a task to notify whenever a 👎 has landed. */
export function createBurstWatch({
  rule,
  clock = Date.now,
  ...parts
}: WatchParts<BurstRule>): BackgroundTask {
  async function look(turn: RuleCheck): Promise<Incident[]> {
    const { latest, judgedUntil } = turn;
    // If the clock was ahead and has been corrected, votes given before it catches up must still count.
    const late = Math.min(judgedUntil, clock()) - LATENESS - rule.window;
    const times = await turn.badVotesSince(latest ? Math.max(late, latest.lastAt + 1) : late);
    if (times.length === 0) return [];
    const incidents = findBursts(times, rule, latest).map((span): Incident => ({ rule: 'burst', ...span }));
    for (const incident of incidents) await turn.keep(incident, parts.mail);
    await turn.judged(times.reduce((newest, at) => Math.max(newest, at), judgedUntil));
    return incidents.filter(({ firstAt }) => firstAt !== latest?.firstAt);
  }

  return createWatch(parts, {
    kind: 'burst',
    look,
    again: undefined,
    failure: 'checking for bursts of bad predictions failed; retrying',
  });
}
