// The bundle in a soak, started as it is deployed, and what stands around it: a database, a mail server, a place that takes
// telemetry.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_LOOKUPS } from '../../e2e/no-lookups.ts';
import { type Program, startProgram } from '../../e2e/program.ts';
import { makeCertificate, startIngestion } from '../../telemetry/ingestion.ts';
import { startDatabase, startMailServer } from '../surroundings.ts';
import { livingHeap, SAYS_WHAT_LIVES } from './living-heap.ts';

export interface Soaked {
  readonly url: string;
  readonly program: Program;
  /** Connections of the service to PostgreSQL; null with the embedded store. */
  connections(): Promise<number | null>;
  /** Bytes that the last full collection has left of the heap of JavaScript; NaN before the first. */
  living(): number;
  /** Items of telemetry that have arrived since the last call. */
  telemetry(): number;
  readonly mails: () => number;
  stop(): Promise<number | null>;
}

export interface SoakedOptions {
  /** Of the bundle. */
  readonly folder: string;
  readonly postgres: boolean;
  /** Where heap snapshots go when the process gets SIGUSR2; none without it. */
  readonly heaps: string | undefined;
}

/** As infra/modules/web.bicep has it. */
const AS_DEPLOYED = '--max-semi-space-size=8 --max-old-space-size=768';

export async function startSoaked({ folder, postgres, heaps }: SoakedOptions): Promise<Soaked> {
  const data = await mkdtemp(join(tmpdir(), 'air-paradis-soak-'));
  const certificate = makeCertificate(data);
  const ingestion = await startIngestion(certificate);
  const mail = await startMailServer();
  const database = postgres ? await startDatabase() : undefined;
  const snapshots = heaps ? ` --heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${heaps}` : '';
  const program = startProgram(
    'the bundle',
    ['--import', NO_LOOKUPS, '--import', SAYS_WHAT_LIVES, 'main.js'],
    {
      PORT: '0',
      DATA_DIR: join(data, 'data'),
      NODE_OPTIONS: AS_DEPLOYED + snapshots,
      MALLOC_ARENA_MAX: '2',
      MALLOC_MMAP_THRESHOLD_: '131072',
      PEOPLE_KEY: 'soak'.repeat(8),
      SMTP_URL: mail.url,
      ALERT_FROM: 'bot@airparadis.example',
      ALERT_TO: 'ann@airparadis.example',
      PUBLIC_URL: 'https://sentiment.example',
      APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      NODE_EXTRA_CA_CERTS: certificate.cert,
      ...(database && { DATABASE_URL: database.url }),
    },
    folder,
    { detached: true },
  );
  const [, url] = await program.says(/(http:\S+)\/readyz/);
  return {
    url: url!,
    program,
    async connections() {
      if (!database) return null;
      const sql =
        "select count(*) as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
      return Number((await database.rows(sql))[0]!.n);
    },
    living: () => livingHeap(program.errors()),
    telemetry() {
      const { length } = ingestion.received;
      ingestion.received.length = 0;
      ingestion.requests.length = 0;
      return length;
    },
    mails: () => mail.mails().length,
    async stop() {
      const code = await program.stop();
      await Promise.all([database?.stop(), mail.leave(), ingestion.stop()]);
      await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}
