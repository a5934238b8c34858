import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../src/storage/engine/database.ts';
import { type Connector, startConnector } from './bot/connector.ts';
import { channelPost, execute, groupPost, type Sent } from './fixtures/activities.ts';
import { createPostgresDatabase } from './storage/postgres.ts';
import { drained, type Replica, startReplica } from './teams-replicas.ts';

const CHAT = '19:group@thread.v2';
const HOUR = 60 * 60 * 1000;

describe('Of two processes on one PostgreSQL, whichever is delivered to,', () => {
  let dataDir: string;
  let connector: Connector;
  let database: Database;
  let replicas: Replica[];

  beforeEach(async function () {
    this.timeout(120_000);
    const databaseUrl = await createPostgresDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-redelivery-'));
    connector = await startConnector();
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PEOPLE_KEY: 'k'.repeat(32) };
    replicas = await Promise.all([1, 2].map(() => startReplica(connector, env)));
    database = await openDatabase({ dataDir, databaseUrl });
  });
  afterEach(async () => {
    for (const replica of replicas) await replica.kill();
    await database.close();
    await connector.close();
    await rm(dataDir, { recursive: true });
  });

  const press = (verb: string, data: object, on: Sent = groupPost()) =>
    execute(on, 'the-form', { verb, data });
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { 'content-type': 'application/json', ...(init.headers as Record<string, string>) };
    const response = await fetch(replicas[1]!.url + path, { ...init, headers });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
    return { status: response.status, json: (await response.json()) as any };
  };
  const settings = async () => (await ask(`/channels/${encodeURIComponent(CHAT)}/settings`)).json;

  /** From now on an answer cannot be written down, as if the process died between effect and answer. */
  const loseAnswers = () =>
    sql`create function lose() returns trigger language plpgsql as $$ begin raise exception 'lost'; end $$;
        create trigger lose before update on requests for each row when (new.status is not null)
        execute function lose()`.execute(database.db);
  async function keepAnswers(): Promise<void> {
    await sql`drop trigger lose on requests`.execute(database.db);
    await sql`update requests set claimed_at = claimed_at - ${HOUR}`.execute(database.db); // as long as a lease lasts
  }

  it('an invoke has one effect and one answer, also when both get it at once', async function () {
    this.timeout(60_000);
    await replicas[0]!.take(press('only-negatives', {}));
    const back = press('restore', { revision: 1 });
    const [here, there] = await Promise.all(replicas.map((replica) => replica.take(back)));
    assert.deepEqual(there, here);
    assert.deepEqual(await replicas[1]!.take(back), here);
    assert.equal((await settings()).settings.mode, 'mentioned');
    assert.equal((await settings()).revision, 2);
  });

  it('an invoke has one effect though the first process was killed before it had kept its answer', async function () {
    this.timeout(60_000);
    await replicas[0]!.take(press('only-negatives', {}));
    const back = press('restore', { revision: 1 });
    await loseAnswers();
    const lost = await replicas[0]!.take(back);
    await replicas[0]!.kill();
    await keepAnswers();
    const again = await replicas[1]!.take(back);
    assert.equal(lost.body.statusCode, 500);
    assert.equal(again.body.statusCode, 200);
    assert.equal((await settings()).settings.mode, 'mentioned');
    assert.equal((await settings()).revision, 2);
  });

  it('a vote over REST is counted once, and the card in Teams shows it', async function () {
    this.timeout(60_000);
    await replicas[0]!.take(channelPost());
    await drained(replicas[0]!);
    const card = JSON.stringify(connector.calls[0]!.body);
    const [, id] = /"predictionId":"([^"]+)"/.exec(card)!;
    const vote = (correct: boolean, key: string) =>
      ask('/feedback', {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: JSON.stringify({ prediction_id: id, correct }),
      });
    await loseAnswers();
    assert.equal((await vote(false, 'first')).status, 500);
    await keepAnswers();
    assert.equal((await vote(true, 'changed-mind')).status, 201);
    const again = await vote(false, 'first');
    assert.deepEqual([again.status, again.json.tally], [201, { up: 1, down: 0 }]);
    await drained(replicas[0]!);
    assert.match(JSON.stringify(connector.by('PUT').at(-1)!.body), /👍 1 d’accord · 👎 0/);
  });
});
