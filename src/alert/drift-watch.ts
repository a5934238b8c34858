// Looks every hour whether posts have moved away from the service's own reference. Against the model card nobody is told:
// that posts of a company are unlike tweets is no news.
import { randomUUID } from 'node:crypto';
import type { BackgroundTask } from '../background/task.ts';
import type { DriftComparison, DriftMonitor } from '../drift/monitor.ts';
import { driftTrace } from '../drift/trace.ts';
import { DAY, type Incident, incidentId, isIncidentOpen } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { createWatch, type WatchParts } from './watch.ts';

const HOUR = 60 * 60 * 1000;

export interface DriftWatchParts extends Omit<WatchParts<unknown>, 'rule'> {
  readonly monitor: Pick<DriftMonitor, 'model' | 'countDays' | 'compare'>;
  /** Called when a trace waits in the store. */
  readonly onTrace?: (() => void) | undefined;
}

/** @returns a task that, once notified, goes on by itself. */
export function createDriftWatch({
  monitor,
  clock = Date.now,
  onTrace = () => {},
  ...parts
}: DriftWatchParts): BackgroundTask {
  let seen: DriftComparison;

  /** An incident lasts until no look has found drift for a whole day. */
  async function look({ latest, keep }: RuleCheck): Promise<Incident[]> {
    const now = clock();
    const { changes, reference, firstAt, posts } = seen;
    const moved = changes.filter((change) => change.moved);
    if (reference !== 'own' || moved.length === 0) return [];
    const goesOn = latest && isIncidentOpen(latest, DAY, now) ? latest : undefined;
    const incident: Incident = { rule: 'drift', firstAt: goesOn?.firstAt ?? firstAt, lastAt: now, moved };
    const { model } = monitor;
    await keep(
      incident,
      parts.mail,
      driftTrace(randomUUID(), incidentId(incident), now, { model, posts, moved }),
    );
    if (goesOn) return [];
    onTrace();
    return [incident];
  }

  return createWatch(parts, {
    kind: 'drift',
    async prepare() {
      await monitor.countDays();
      seen = await monitor.compare();
    },
    look,
    again: HOUR,
    failure: 'could not look for drift; trying again',
  });
}
