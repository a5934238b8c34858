// Checks for a burst of 👎 at start-up, after each 👎, and regularly: the process that took a 👎 may have died before its check.
// It reads only the 👎 since the last check, plus a margin for late
// arrivals, so the cost does not grow with the history.

import type { BackgroundTask } from '../background/task.ts';
import { wallClock } from '../clock.ts';
import { type BurstRule, findBursts } from './burst.ts';
import type { Incident } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { createWatch, type WatchParts } from './watch.ts';

const MINUTE = 60_000;
/** How late a vote may reach the store, and how far clocks may differ, in milliseconds. */
const LATENESS = 120 * MINUTE;
const CHECK_AGAIN = MINUTE / 2;

/** @returns a task to notify whenever a 👎 has landed. */
export function createBurstWatch({
  rule,
  clock = wallClock,
  ...parts
}: WatchParts<BurstRule>): BackgroundTask {
  async function look(turn: RuleCheck): Promise<Incident[]> {
    const { judgedUntil } = turn;
    // A clock that was ahead, and was put right, must not hide what comes until it is as late again.
    const since = Math.min(judgedUntil, clock()) - LATENESS - rule.window;
    const times = await turn.badVotesSince(since);
    if (times.length === 0) return [];
    const known = await turn.incidentsSince(since);
    const incidents = findBursts(times, rule, known).map((span): Incident => ({ rule: 'burst', ...span }));
    for (const [index, incident] of incidents.entries())
      if (incident.lastAt !== known[index]?.lastAt) await turn.keep(incident, parts.mail);
    const newest = times.reduce((latest, at) => Math.max(latest, at), judgedUntil);
    if (newest > judgedUntil) await turn.judged(newest);
    return incidents.slice(known.length);
  }

  return createWatch(parts, {
    kind: 'burst',
    look,
    again: CHECK_AGAIN,
    failure: 'checking for bursts of bad predictions failed; retrying',
  });
}
