import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEAMS_LIMITS } from '../src/bot/outbox/limits.ts';
import { openDatabase } from '../src/storage/engine/database.ts';
import { type Connector, startConnector } from './bot/connector.ts';
import { channelPost, edit, execute, reaction, type Sent } from './fixtures/activities.ts';
import { createPostgresDatabase, startPostgres } from './storage/postgres.ts';
import { drained, type Replica, repliesUnder, startReplica } from './teams-replicas.ts';

const POSTS = 20;
const VOTERS = 10;
const COLLEAGUES = 3;

describe('Three processes behind one endpoint, on one PostgreSQL', () => {
  let databaseUrl: string;
  let dataDir: string;
  let connector: Connector;
  let replicas: Replica[];

  beforeEach(async function () {
    this.timeout(120_000);
    await startPostgres();
    databaseUrl = await createPostgresDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-replicas-'));
    connector = await startConnector({ delay: 5, all: TEAMS_LIMITS.tenant });
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PEOPLE_KEY: 'k'.repeat(32) };
    replicas = await Promise.all([1, 2, 3].map(() => startReplica(connector, env)));
  });
  afterEach(async () => {
    for (const replica of replicas) await replica.kill();
    await connector.close();
    await rm(dataDir, { recursive: true });
  });

  const one = (i: number) => replicas[i % replicas.length]!;
  const acknowledge = async (i: number, activity: Sent) => {
    const { ok, body } = await one(i).take(activity);
    assert.ok(ok);
    return body;
  };

  it('answer each post once, whoever is told of it, its repetition and its edit', async function () {
    this.timeout(240_000);
    this.slow(60_000);
    const posts = Array.from({ length: POSTS }, () => channelPost());
    await Promise.all(
      posts.flatMap((post, i) => [
        acknowledge(i, post),
        acknowledge(i + 1, post),
        acknowledge(i + 2, edit(post, 'Finalement, vol nul')),
      ]),
    );
    await drained(one(0));
    assert.deepEqual(
      repliesUnder(connector, posts),
      posts.map(() => 1),
    );
  });

  it('lose no vote and no reply when one of them is killed', async function () {
    this.timeout(240_000);
    this.slow(90_000);
    const post = channelPost();
    await acknowledge(0, post);
    await drained(one(0));
    const [reply] = connector.ids;
    const predictionId = await onlyPrediction();

    const posts = Array.from({ length: POSTS }, () => channelPost());
    const voters = Array.from({ length: VOTERS }, (_, i) => ({ id: `29:${i}`, aadObjectId: `person-${i}` }));
    const kept: Sent[] = [];
    const votes = voters.map(async (from, i) => {
      const data = { predictionId, correct: false };
      if (i % 2)
        await acknowledge(1 + (i % 2), reaction(post, reply!, { added: ['1f44e_thumbsdown'], from }));
      else await acknowledge(1, execute(post, reply!, { verb: 'vote', data }, { from }));
    });
    const pouring = posts.map(async (each, i) => {
      if (i === POSTS / 2) await replicas[0]!.kill();
      if ((await one(i).take(each)).ok) kept.push(each);
    });
    await Promise.all([...votes, ...pouring]);
    await drained(one(1));

    const replies = repliesUnder(connector, kept);
    assert.equal(replies.filter((count) => count > 1).length, 0);
    const unknown = await Promise.all(
      [1, 2].map((i) => one(i).figure('teams_given_up_total{reason="unknown"}')),
    );
    assert.ok(replies.filter((count) => count === 0).length <= unknown[0]! + unknown[1]!);
    assert.deepEqual(await tally(predictionId), { up: 0, down: VOTERS });
  });

  it('give a post to one of three people who press at once, and tell the two others', async function () {
    this.timeout(120_000);
    this.slow(30_000);
    // The model here praises everything, and nobody has to answer praise: a first press puts the post in.
    const complaint = channelPost();
    await acknowledge(0, complaint);
    await drained(one(0));
    const [reply] = connector.ids;
    const predictionId = await onlyPrediction();
    const press = (i: number, status: string, revision: number, from: Sent['from']) =>
      acknowledge(
        i,
        execute(complaint, reply!, { verb: 'status', data: { predictionId, status, revision } }, { from }),
      );
    const people = Array.from({ length: COLLEAGUES }, (_, i) => ({
      id: `29:${i}`,
      name: `Agent ${i}`,
      aadObjectId: `agent-${i}`,
    }));
    await press(0, 'open', 0, people[0]);

    const answers = await Promise.all(people.map((from, i) => press(i, 'taken', 1, from)));
    const told = answers.map(({ value }) => JSON.stringify(value));
    assert.equal(told.filter((card) => /Vous vous en occupez/.test(card)).length, 1);
    assert.equal(told.filter((card) => /Quelqu’un vous a devancé/.test(card)).length, COLLEAGUES - 1);
    assert.deepEqual(await historyOf(predictionId), ['open', 'taken']);
    await drained(one(0));
    const winner = told.findIndex((card) => /Vous vous en occupez/.test(card));
    assert.match(JSON.stringify(connector.standing()), new RegExp(`Pris en charge · Agent ${winner}`));
  });

  async function look<T>(
    read: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
  ): Promise<T> {
    const database = await openDatabase({ dataDir, databaseUrl });
    return read(database).finally(() => database.close());
  }
  const onlyPrediction = () =>
    look(async ({ db }) => (await db.selectFrom('predictions').select('id').executeTakeFirstOrThrow()).id);
  const historyOf = (id: string) =>
    look(async ({ db }) => {
      const changes = db.selectFrom('triage_changes').select('status').where('prediction_id', '=', id);
      return (await changes.orderBy('revision').execute()).map(({ status }) => status);
    });
  const tally = (id: string) =>
    look(({ db }) =>
      db.selectFrom('predictions').select(['up', 'down']).where('id', '=', id).executeTakeFirstOrThrow(),
    );
});
