// Puts the parts of the model in service together: what was chosen, and the watch that follows it.

import type { Logger } from 'pino';
import { createBackgroundTask } from '../background/task.ts';
import { newId, wallClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { type BegunModel, letGo } from '../sentiment/begun-model.ts';
import { createClassifier } from '../sentiment/classifier.ts';
import { type Models, openModels } from '../sentiment/model/models.ts';
import { createVersions } from '../sentiment/model/versions.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Database } from '../storage/engine/database.ts';
import { createChoiceStore } from '../storage/stores/choice-store.ts';
import type { Judging } from '../storage/stores/posts/commit-pause.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { traceOrLog } from '../telemetry/trace-or-log.ts';

/** Milliseconds after which a replica looks whether another chose a model. */
const LOOK_AGAIN = 5000;

/** Posts that may come on top of those that the API counts: the rest of a batch, and what Teams asks for. */
const BESIDE_THE_LIMIT = 192;

export interface ModelPartParts {
  readonly config: Config;
  readonly database: Database;
  readonly metrics: Pick<Metrics, 'countSwitch' | 'countLookup' | 'timeVerdicts'>;
  readonly telemetry: Telemetry;
  readonly log: Logger;
  /** A classifier to use in place of one on a model folder. */
  readonly given?: Classifier | undefined;
  /** The service's own model, where it is starting already; it is let go of when another serves. */
  readonly begun?: BegunModel | undefined;
}

export interface StartedModels {
  readonly models: Models;
  /** That of `models`, with its verdicts timed. */
  readonly classifier: Classifier;
  /** How much it has in hand. */
  readonly judging: Judging;
  /** Begins to follow what other replicas choose. */
  start(): void;
  /** Finishes the posts in hand, then ends the inference threads. */
  stop(): Promise<void>;
}

export async function createModelPart(parts: ModelPartParts): Promise<StartedModels> {
  const { config, database, metrics, telemetry, log, given } = parts;
  let begun = parts.begun;
  /** Once, for the folder that it lies in. */
  const takeBegun = (modelDir: string) => {
    if (modelDir !== begun?.modelDir) return undefined;
    const taken = begun;
    begun = undefined;
    return taken;
  };
  const models = await openModels({
    versions: createVersions(config.MODEL_DIR, config.DATA_DIR),
    choices: createChoiceStore(database),
    load: async (modelDir) =>
      given ??
      createClassifier({
        modelDir,
        begun: takeBegun(modelDir),
        workers: config.WORKERS,
        queueLimit: config.QUEUE_LIMIT + BESIDE_THE_LIMIT,
        cached: config.VERDICT_CACHE,
        onLookup: metrics.countLookup,
        onFault: (error) => telemetry.exception(error, { room: 'sentiment' }),
      }),
    onSwitch({ from, to }) {
      metrics.countSwitch(to);
      traceOrLog(telemetry, log, {
        id: newId(),
        message: 'Model switched',
        at: wallClock(),
        properties: { model: to, before: from },
      });
    },
    onFallback: (err) => log.error({ err }, 'the chosen model cannot serve; that of MODEL_DIR does'),
  }).finally(() => begun && letGo(begun));
  begun = undefined;
  const watch = createBackgroundTask({
    async work() {
      await models.follow();
      return LOOK_AGAIN;
    },
    onFailure: (err, wait) =>
      log.error({ err, wait }, 'the chosen model cannot serve; the one before does, trying again'),
    firstRetry: LOOK_AGAIN,
  });

  return {
    models,
    classifier: metrics.timeVerdicts(models.classifier),
    judging: {
      get inHand() {
        return models.classifier.inHand;
      },
      threads: config.WORKERS,
    },
    start: watch.notify,
    async stop() {
      await watch.stop();
      await models.close();
    },
  };
}
