// Puts the parts of the challenger together, where there is one.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Challenger, createChallenger } from '../challenger/challenger.ts';
import type { ChallengerStore } from '../challenger/challenger-store.ts';
import type { Config } from '../config.ts';
import { createClassifier } from '../sentiment/classifier.ts';
import type { InService } from '../sentiment/model/in-service.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

const MB = 1e6;

export interface ChallengerSurroundings {
  readonly config: Config;
  readonly champion: InService;
  readonly store: ChallengerStore;
  readonly metrics: Pick<Metrics, 'countChallenged'>;
  readonly telemetry: Telemetry;
  readonly log: Logger;
}

/** @returns nothing when CHALLENGER_DIR is not set. */
export function openChallenger(parts: ChallengerSurroundings): Challenger | undefined {
  const { config, champion, store, metrics, telemetry, log } = parts;
  const modelDir = config.CHALLENGER_DIR;
  if (modelDir === undefined) return undefined;
  return createChallenger({
    load: () => createClassifier({ modelDir, workers: 1, queueLimit: 1, background: true }),
    champion,
    store,
    share: config.CHALLENGER_SHARE / 100,
    memoryLimit: config.CHALLENGER_MEMORY * MB,
    onPost: metrics.countChallenged,
    onOff(reason, err) {
      if (err) log.error({ err }, 'the challenger is let go');
      void telemetry.trace({
        id: randomUUID(),
        message: 'Challenger off',
        at: Date.now(),
        properties: { reason },
      });
    },
  });
}
