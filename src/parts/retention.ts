// Builds the hourly removal of what has outlived its time.
import { createClockLeap } from '../feedback/clock-leap.ts';
import { createRetention, type Retention } from '../feedback/retention.ts';
import { createFeedbackStore } from '../storage/stores/feedback-store.ts';
import { createFutureTimes } from '../storage/stores/future-times.ts';
import { createRequestStore } from '../storage/stores/request-store.ts';
import { createSetAside } from '../storage/unreadable/set-aside.ts';
import type { Alert } from './alert.ts';
import type { Surroundings } from './surroundings.ts';
import type { Teams } from './teams.ts';

export interface RetentionPartParts extends Surroundings {
  readonly alert: Alert;
  readonly teams: Teams;
}

export function createRetentionPart(parts: RetentionPartParts): Retention {
  const { config, database, log, alert, teams, clock } = parts;
  const store = createFeedbackStore(database);
  return createRetention({
    store,
    leap: createClockLeap(store.newestPrediction),
    replies: teams.replies,
    conversations: teams.conversations,
    members: teams.members,
    names: teams.names,
    incidents: alert.store,
    requests: createRequestStore(database),
    unreadable: createSetAside(database),
    times: createFutureTimes(database),
    keepText: config.KEEP_TEXT,
    keepDays: config.KEEP_DAYS,
    log,
    clock,
  });
}
