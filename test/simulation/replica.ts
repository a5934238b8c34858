// A replica: the real application, put together by the service itself, on a machine of the virtual world.
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Application, startApplication } from '../../src/application.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Trace } from '../../src/feedback/trace.ts';
import type { Classifier, Verdict } from '../../src/sentiment/verdict.ts';
import { scoresFor } from '../feedback/verdicts.ts';
import { createMachine, type Machine, machineHere, onMachine, pause, theWorld } from './time.ts';
import { isListening } from './wire.ts';

export const RECIPIENTS = ['ops@airparadis.example', 'desk@airparadis.example'];

export const config: Config = readConfig({
  NODE_ENV: 'development',
  PORT: '3978',
  DATABASE_URL: 'postgres://virtual/world',
  DATA_DIR: '/dev/null/none',
  MODEL_DIR: fileURLToPath(new URL('../../models/production', import.meta.url)),
  PEOPLE_KEY: 'a key of the virtual world, which nobody keeps',
  LOG_LEVEL: 'silent',
  API_RATE: '1000000000',
  KEEP_TEXT: 'all',
  SMTP_URL: 'smtp://mail.airparadis.example',
  ALERT_FROM: 'bot@airparadis.example',
  ALERT_TO: RECIPIENTS.join(','),
});

export interface Replica {
  readonly machine: Machine;
  /** Whether it can be asked. */
  readonly ready: boolean;
  /** Ends it as SIGTERM does. */
  stop(): Promise<void>;
}

export interface ReplicaParts {
  readonly name: string;
  readonly seed: string;
  readonly model: string;
  readonly onTrace: (trace: Trace) => Promise<void>;
  readonly note: (line: string) => void;
}

/** Starts on its own; a start that fails is tried again, as a platform does. */
export function startReplica({ name, seed, model, onTrace, note }: ReplicaParts): Replica {
  const machine = createMachine(name, seed);
  let application: Application | undefined;
  const log = createVirtualLog((line) => note(`${name} ${line}`));
  const given = {
    log,
    classifier: createVirtualClassifier(model),
    telemetry: {
      trace: onTrace,
      exception() {},
      async close() {},
    },
  };
  onMachine(machine, async () => {
    while (!application)
      try {
        application = await startApplication(config, given);
      } catch (error) {
        note(`${name} did not start: ${(error as Error).message}`);
        await pause(2000);
      }
  });
  return {
    machine,
    get ready() {
      return machine.alive && application !== undefined && isListening(machine);
    },
    async stop() {
      await onMachine(machine, async () => application?.close());
      theWorld().kill(machine);
    },
  };
}

/** What the log says from warnings on. */
function createVirtualLog(note: (line: string) => void): Logger {
  const none = () => {};
  const tell =
    (level: string) =>
    (fields: { err?: unknown }, message = '') => {
      const { err } = fields;
      const why = err instanceof Error ? `: ${err.message}` : '';
      note(`${level} ${message}${why}`);
    };
  const log = {
    level: 'warn',
    trace: none,
    debug: none,
    info: none,
    warn: tell('warns'),
    error: tell('complains'),
    fatal: tell('despairs'),
    child: () => log,
  };
  return log as unknown as Logger;
}

/** What a post says of itself is its verdict; nothing here is about a model. */
export function createVirtualClassifier(model: string): Classifier {
  return {
    model,
    ready: true,
    async classify(post) {
      await pause(machineHere().chance.between(2, 15));
      const label = /\b(negative|neutral)\b/.exec(post)?.[1] ?? 'positive';
      return verdictOf(label as Verdict['label'], model);
    },
    async close() {},
  };
}

function verdictOf(label: Verdict['label'], model: string): Verdict {
  const probability = label === 'negative' ? 0.04 : 0.96;
  return {
    label,
    scores: scoresFor(label, probability),
    probability,
    certain: true,
    language: 'en',
    truncated: false,
    model,
  };
}
