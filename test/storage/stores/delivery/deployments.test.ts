import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { activitySchema } from '../../../../src/delivery/activity.ts';
import { outgoingMessages } from '../../../../src/delivery/outgoing-message.ts';
import { type Database, openDatabase } from '../../../../src/storage/engine/database.ts';
import { openDeployment } from '../../../../src/storage/stores/delivery/deployments.ts';
import { openJobStore } from '../../../../src/storage/stores/delivery/job-store.ts';
import { createOutbox } from '../../../../src/storage/stores/delivery/outbox-store.ts';
import { PLACE } from '../../../bot/announcing.ts';
import { createPostgresDatabase } from '../../postgres.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('Two deployments on one PostgreSQL, as in two slots', () => {
  let database: Database;
  let now: number;
  before(async function () {
    this.timeout(60_000);
    database = await openDatabase({ dataDir: '.', databaseUrl: await createPostgresDatabase() });
  });
  beforeEach(async () => {
    now = 1_790_000_000_000;
    for (const table of ['deployments', 'jobs', 'orders', 'leases'] as const)
      await database.db.deleteFrom(table).execute();
  });
  after(() => database.close());

  const open = (name: string) => openDeployment({ ...database, clock: () => now }, name);
  const work = async (name: string) => {
    const deployment = await open(name);
    return {
      deployment,
      jobs: await openJobStore(database, deployment),
      outbox: createOutbox(database, deployment),
    };
  };
  const job = (id: string) => ({
    id: randomUUID(),
    key: id,
    conversationKey: id,
    cancels: false,
    receivedAt: now,
    author: null,
    activity: activitySchema.parse({
      type: 'message',
      id,
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1/',
      conversation: { id: '19:group@thread.v2' },
    }),
  });
  const names = (...deployments: Awaited<ReturnType<typeof open>>[]) =>
    Promise.all(deployments.map((each) => each.isInService()));

  it('are both in service until Teams hands something to one of them', async () => {
    const [old, fresh] = [await open('old'), await open('new')];
    assert.deepEqual(await names(old, fresh), [true, true]);
    await old.handed();
    assert.deepEqual(await names(old, fresh), [true, false]);
  });

  it('change places at a swap, and overlap for a minute', async () => {
    const [old, fresh] = [await open('old'), await open('new')];
    await old.handed();
    now += 30 * SECOND;
    await fresh.handed();
    assert.deepEqual(await names(old, fresh), [true, true]);
    now += MINUTE;
    await fresh.handed();
    assert.deepEqual(await names(old, fresh), [false, true]);
  });

  it('stay what they are through a quiet night, as long as they live', async () => {
    const [old, staging] = [await open('old'), await open('staging')];
    await old.handed();
    for (let minute = 0; minute < 600; minute += 1) {
      now += MINUTE;
      await Promise.all([old.seen(), staging.seen()]);
    }
    assert.deepEqual(await names(old, staging), [true, false]);
  });

  it('follow one another without a swap once the one before has ended', async () => {
    const old = await open('old');
    await old.handed();
    const fresh = await open('new');
    assert.deepEqual(await names(fresh), [false]);
    now += 3 * MINUTE;
    await fresh.seen();
    assert.deepEqual(await names(fresh), [true]);
  });

  it('work on jobs only in service, also when the other has more than it can do', async () => {
    const [production, staging] = [await work('production'), await work('staging')];
    for (const id of ['1', '2', '3']) await production.jobs.add(job(id));
    assert.deepEqual(await staging.jobs.claim(now, MINUTE, 10), []);
    assert.equal((await production.jobs.claim(now, MINUTE, 2)).length, 2);
    assert.deepEqual(await staging.jobs.claim(now, MINUTE, 10), []);
    assert.equal((await production.jobs.claim(now, MINUTE, 2)).length, 1);
  });

  it('send only in service, also what was to be sent when that changed', async () => {
    const [production, staging] = [await work('production'), await work('staging')];
    assert.ok(await staging.outbox.lead('s', now, MINUTE));
    await production.outbox.add([outgoingMessages.post(PLACE, { type: 'message' }, now + MINUTE)]);
    const [waiting] = await staging.outbox.oldestPerConversation(now, 10, []);
    await production.jobs.add(job('4'));
    assert.deepEqual(await staging.outbox.begin([waiting!.id], 's', now), []);
    assert.ok(!(await staging.outbox.lead('s', now, MINUTE)));
    await staging.outbox.abdicate('s');
    assert.ok(await production.outbox.lead('p', now, MINUTE));
    assert.equal((await production.outbox.begin([waiting!.id], 'p', now)).length, 1);
  });

  it('note a burst of activities once in five seconds', async () => {
    const production = await work('production');
    await production.jobs.add(job('5'));
    now += SECOND;
    await production.jobs.add(job('6'));
    const handed = async () =>
      (await database.db.selectFrom('deployments').select('handed_at').executeTakeFirstOrThrow()).handed_at;
    assert.equal(await handed(), now - SECOND);
    now += 5 * SECOND;
    await production.jobs.add(job('7'));
    assert.equal(await handed(), now);
  });

  it('note again what was undone with the transaction in which it was noted', async () => {
    const [old, fresh] = [await open('old'), await open('new')];
    await old.handed();
    const undone = database.db.transaction().execute(async (trx) => {
      await fresh.handed(trx);
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    assert.deepEqual(await names(old, fresh), [true, false]);
    await fresh.handed();
    assert.deepEqual(await names(old, fresh), [true, true]);
  });
});
