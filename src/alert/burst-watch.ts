// Looks for a burst of 👎 whenever one lands, and at start-up. What it reads does not grow with the history: the 👎 that
// are newer than the last look, and a little before, for those that arrived late.
import type { BackgroundTask } from '../background/task.ts';
import { type BurstRule, findBursts } from './burst.ts';
import type { Incident } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { createWatch, type WatchParts } from './watch.ts';

/** How long a vote may be on its way into the store, milliseconds: longer than any transaction lives. */
const LATENESS = 10 * 60 * 1000;

/** @returns a task to notify whenever a 👎 has landed. */
export function createBurstWatch({
  rule,
  clock = Date.now,
  ...parts
}: WatchParts<BurstRule>): BackgroundTask {
  async function look(turn: RuleCheck): Promise<Incident[]> {
    const { latest, judgedUntil } = turn;
    // A clock that was ahead, and was put right, must not hide what comes until it is as late again.
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
    failure: 'could not look for bad predictions; trying again',
  });
}
