// What every part works with: settings, log, telemetry, the database, and the traces that leave it.
import type { Logger } from 'pino';
import { inTime } from '../background/shutdown.ts';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../storage/engine/database.ts';
import { createTraceOutbox } from '../storage/stores/trace-outbox.ts';
import { createLog } from '../telemetry/log.ts';
import { createMetrics, type Metrics } from '../telemetry/metrics.ts';
import { openTelemetry } from '../telemetry/open.ts';
import { createTraceRelay } from '../telemetry/relay.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Milliseconds that traces and queries under way may take in the end. */
const LONGEST_CLOSE = 3500;

export interface Surroundings {
  readonly config: Config;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly metrics: Metrics;
  readonly database: Database;
  /** Called when a trace waits in the database. */
  readonly onTrace: () => void;
  /** Milliseconds since 1970-01-01T00:00Z; the clock of the store unless a test gave another. */
  readonly clock: () => number;
}

export interface OpenSurroundings extends Surroundings {
  /** Sends the traces that an earlier process left. */
  start(): void;
  /** Stops sending traces, then closes the database and telemetry. */
  stop(): Promise<void>;
}

/** @throws {StorageError} when the database cannot be opened; telemetry is closed then. */
export async function openSurroundings(
  config: Config,
  given: { readonly log?: Logger; readonly telemetry?: Telemetry; readonly clock?: () => number },
): Promise<OpenSurroundings> {
  const log = given.log ?? createLog(config.LOG_LEVEL);
  const telemetry = given.telemetry ?? (await openTelemetry(config, log));
  const metrics = createMetrics();
  const database = await openDatabase({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    databaseIdentity: config.DATABASE_IDENTITY,
    onUnreadable({ table, id, error: err }) {
      log.error({ err, table, id }, 'a row cannot be read and is passed over; mend or delete it');
      metrics.countUnreadable(table);
    },
  }).catch(async (error) => {
    await telemetry.close();
    throw error;
  });
  const relay = createTraceRelay({ outbox: createTraceOutbox(database), telemetry, log });
  return {
    config,
    log,
    telemetry,
    metrics,
    database,
    onTrace: relay.notify,
    clock: given.clock ?? database.clock,
    start: relay.notify,
    async stop() {
      try {
        await inTime(relay.stop().then(database.close), LONGEST_CLOSE);
      } finally {
        await telemetry.close();
      }
    },
  };
}
