// A replica: the real application, put together by the service itself, on a machine of the virtual world.
import type { Logger } from 'pino';
import { type Application, startApplication } from '../../src/application.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { Trace } from '../../src/feedback/trace.ts';
import { beginStart, endStart } from './keepings.ts';
import { CHALLENGER, folderOf } from './models.ts';
import { createMachine, type Machine, onMachine, pause, theWorld } from './time.ts';
import { isListening } from './wire.ts';

/** That of all replicas together tells nothing about one. */
process.memoryUsage.rss = () => 200e6;

export const RECIPIENTS = ['ops@airparadis.example', 'desk@airparadis.example'];

export const config: Config = readConfig({
  NODE_ENV: 'development',
  PORT: '3978',
  DATABASE_URL: 'postgres://virtual/world',
  DATA_DIR: '/dev/null/none',
  CHALLENGER_DIR: folderOf(CHALLENGER),
  CHALLENGER_SHARE: '100',
  CHALLENGER_MEMORY: '1000000',
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
  /** Version that it brought along. */
  readonly model: string;
  /** Whether it can be asked. */
  readonly ready: boolean;
  /** Ends it as SIGTERM does. */
  stop(): Promise<void>;
}

export interface ReplicaParts {
  readonly name: string;
  readonly seed: string;
  /** Version that it brings along, and that serves unless another was chosen. */
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
    telemetry: {
      trace: onTrace,
      exception() {},
      async close() {},
    },
  };
  onMachine(machine, async () => {
    while (!application)
      try {
        beginStart(machine);
        application = await startApplication({ ...config, MODEL_DIR: folderOf(model) }, given);
        endStart(machine);
      } catch (error) {
        note(`${name} did not start: ${(error as Error).message}`);
        await pause(2000);
      }
  });
  return {
    machine,
    model,
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
