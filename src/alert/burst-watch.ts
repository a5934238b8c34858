// Looks for a burst of 👎 whenever one lands, and at start-up. What it reads does not grow with the history: the 👎 that
// are newer than the last look, and a little before, for those that arrived late.
import { createTask, type Task } from '../background/task.ts';
import { type AlertLog, announce } from './announce.ts';
import { type BurstRule, findBursts } from './burst.ts';
import type { Incident } from './incident.ts';
import type { AlertStore, Turn } from './store.ts';

/** How long a vote may be on its way into the store, milliseconds: longer than any transaction lives. */
const LATENESS = 10 * 60 * 1000;

export interface BurstWatchParts {
  readonly store: Pick<AlertStore, 'inTurn'>;
  readonly rule: BurstRule;
  /** Whether incidents get a mail; they are logged anyway. */
  readonly mail: boolean;
  readonly log: AlertLog;
  /** Called when a mail waits in the outbox. */
  readonly onMail?: (() => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

/** @returns a task to notify whenever a 👎 has landed. */
export function createBurstWatch({
  store,
  rule,
  mail,
  log,
  onMail = () => {},
  clock = Date.now,
}: BurstWatchParts): Task {
  /** @returns the incidents that are new. */
  async function look(turn: Turn): Promise<Incident[]> {
    const { latest, judgedUntil } = turn;
    // A clock that was ahead, and was put right, must not hide what comes until it is as late again.
    const late = Math.min(judgedUntil, clock()) - LATENESS - rule.window;
    const times = await turn.badVotesSince(latest ? Math.max(late, latest.lastAt + 1) : late);
    if (times.length === 0) return [];
    const incidents = findBursts(times, rule, latest).map((span): Incident => ({ rule: 'burst', ...span }));
    for (const incident of incidents) await turn.keep(incident, mail);
    await turn.judged(times.reduce((newest, at) => Math.max(newest, at), judgedUntil));
    return incidents.filter(({ firstAt }) => firstAt !== latest?.firstAt);
  }

  return createTask({
    async work() {
      const opened = await store.inTurn('burst', look);
      for (const incident of opened) announce(incident, mail, log);
      if (mail && opened.length > 0) onMail();
      return undefined;
    },
    onFailure: (err, wait) => log.error({ err, wait }, 'could not look for bad predictions; trying again'),
  });
}
