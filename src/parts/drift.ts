// Builds the monitor of drift on the model in service.
import type { Config } from '../config.ts';
import { readCardProfile } from '../drift/card-profile.ts';
import { createDriftMonitor, type DriftMonitor } from '../drift/monitor.ts';
import type { Models } from '../sentiment/model/models.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Database } from '../storage/engine/database.ts';
import { createDriftStore } from '../storage/stores/drift-store.ts';

export interface DriftPartParts {
  readonly config: Pick<Config, 'DRIFT_BASELINE_DAYS' | 'DRIFT_SINCE'>;
  readonly database: Database;
  readonly classifier: Classifier;
  readonly models: Models;
  readonly clock: (() => number) | undefined;
}

export function createDrift({ config, database, classifier, models, clock }: DriftPartParts): DriftMonitor {
  return createDriftMonitor({
    store: createDriftStore(database),
    classifier,
    cardProfile: (model) => readCardProfile(models.folder, model),
    rule: {
      days: config.DRIFT_BASELINE_DAYS,
      since: config.DRIFT_SINCE ? Date.parse(config.DRIFT_SINCE) : 0,
    },
    clock,
  });
}
