// Puts the parts of the challenger together, where there is one.

import { type Challenger, createChallenger } from '../challenger/challenger.ts';
import type { ChallengerStore } from '../challenger/challenger-store.ts';
import { newId, wallClock } from '../clock.ts';
import { createClassifier } from '../sentiment/classifier.ts';
import type { InService } from '../sentiment/model/in-service.ts';
import { createChallengerStore } from '../storage/stores/challenger-store.ts';
import { traceOrLog } from '../telemetry/trace-or-log.ts';
import type { Surroundings } from './surroundings.ts';

const MB = 1e6;

export interface ChallengerPartParts extends Surroundings {
  readonly champion: InService;
}

export interface ChallengerPart {
  readonly store: ChallengerStore;
  /** Undefined when CHALLENGER_DIR is not set. */
  readonly challenger: Challenger | undefined;
  /** Begins to load the challenger. */
  start(): void;
  stop(): Promise<void>;
}

export function createChallengerPart(parts: ChallengerPartParts): ChallengerPart {
  const store = createChallengerStore(parts.database);
  const challenger = openChallenger(parts, store);
  return {
    store,
    challenger,
    start: () => void challenger?.start(),
    async stop() {
      await challenger?.stop();
    },
  };
}

function openChallenger(parts: ChallengerPartParts, store: ChallengerStore): Challenger | undefined {
  const { config, champion, metrics, telemetry, log } = parts;
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
      traceOrLog(telemetry, log, {
        id: newId(),
        message: 'Challenger off',
        at: wallClock(),
        properties: { reason },
      });
    },
  });
}
