import assert from 'node:assert/strict';
import { createPostgresDatabase } from '../../storage/postgres.ts';
import { BEGIN, beginWorld, createMachine, onMachine, passTime, theWorld } from '../time.ts';
import { PostgresStore } from './store.ts';

const SECOND = 1000;

describe('A real PostgreSQL in virtual time', function () {
  this.timeout(60_000);
  let store: PostgresStore;

  before(async () => {
    store = new PostgresStore(await createPostgresDatabase());
    store.read('create table orders (conversation text, card text)');
    store.read('create table counts (name text primary key, n int not null)');
    store.watchOrders();
  });
  after(() => store.stop());

  beforeEach(() => {
    beginWorld('locks', (machine) => store.disconnect(machine));
    store.reset();
    store.read(`insert into counts values ('a', 0), ('b', 0)`);
  });

  /** Lets it happen on a machine of its own. */
  function begin<T>(name: string, work: () => Promise<T>) {
    const machine = createMachine(name, 'locks');
    const done: { value?: T; error?: { code?: string }; at?: number } = {};
    onMachine(machine, work).then(
      (value) => Object.assign(done, { value, at: theWorld().now - BEGIN }),
      (error) => Object.assign(done, { error, at: theWorld().now - BEGIN }),
    );
    return { machine, done };
  }

  const count = (name: string) => `update counts set n = n + 1 where name = '${name}'`;
  const wait = (milliseconds: number) => passTime(theWorld().now + milliseconds);

  /** A transaction that has counted and says nothing more. */
  async function hold(name: string) {
    const connection = await store.connect();
    await store.begin(connection);
    await store.run(connection, count(name), []);
    return connection;
  }

  it('lets time pass while a statement waits for a row, and goes on once it is free', async () => {
    const holder = begin('holder', () => hold('a'));
    await wait(SECOND);
    const other = begin('other', async () => store.run(await store.connect(), count('a'), []));
    await wait(2 * SECOND);
    assert.equal(other.done.at, undefined);
    begin('holder', () => store.commit(holder.done.value!));
    await wait(SECOND);
    assert.equal(other.done.value?.changes, 1n);
    assert.ok(other.done.at! > 3 * SECOND && other.done.at! < 3.1 * SECOND);
    assert.deepEqual(store.read('select n from counts where name = ?', 'a'), [{ n: 2 }]);
  });

  it('ends a wait for a row after five virtual seconds', async () => {
    begin('holder', () => hold('a'));
    await wait(SECOND);
    const other = begin('other', async () => store.run(await store.connect(), count('a'), []));
    await wait(7 * SECOND);
    assert.equal(other.done.error?.code, '55P03');
    assert.ok(other.done.at! > 6 * SECOND && other.done.at! < 6.1 * SECOND);
  });

  it('tells one of two transactions that wait for each other so before any time has passed', async () => {
    const holders = ['a', 'b'].map((name) => begin(name, () => hold(name)));
    await wait(SECOND);
    const [one, other] = ['b', 'a'].map((name, index) =>
      begin(`then ${name}`, () => store.run(holders[index]!.done.value!, count(name), [])),
    );
    await wait(0.2 * SECOND);
    const codes = [one, other].map((each) => each?.done.error?.code);
    assert.deepEqual(
      codes.filter((code) => code !== undefined),
      ['40P01'],
    );
  });

  it('takes back what a machine that dies has not committed', async () => {
    const holder = begin('holder', () => hold('a'));
    await wait(SECOND);
    theWorld().kill(holder.machine);
    await wait(0.1 * SECOND);
    const other = begin('other', async () => store.run(await store.connect(), count('a'), []));
    await wait(0.1 * SECOND);
    assert.equal(other.done.value?.changes, 1n);
    assert.deepEqual(store.read('select n from counts order by name'), [{ n: 1 }, { n: 0 }]);
  });

  it('lets go of what the session of a machine that dies has locked', async () => {
    const lock = 'select pg_advisory_lock(1)';
    const other = begin('other', () => store.connect());
    const holder = begin('holder', async () => store.run(await store.connect(), lock, []));
    await wait(SECOND);
    theWorld().kill(holder.machine);
    await wait(0.1 * SECOND);
    const then = begin('then', () => store.run(other.done.value!, lock, []));
    await wait(SECOND);
    assert.ok(then.done.value);
  });

  it('refuses writes in the words of the server, and spoils the transaction that asked', async () => {
    store.weather.fault = 'read-only';
    const connection = begin('one', async () => {
      const mine = await store.connect();
      await store.begin(mine);
      return mine;
    });
    await wait(SECOND);
    const refused = begin('two', () => store.run(connection.done.value!, count('a'), []));
    await wait(SECOND);
    assert.equal(refused.done.error?.code, '25006');
    const spoilt = begin('three', () => store.run(connection.done.value!, 'select 1', []));
    await wait(SECOND);
    assert.equal(spoilt.done.error?.code, '25P02');
  });

  it('notes since when a card waits', async () => {
    const order = `insert into orders values ('19:a', 'card')`;
    begin('one', async () => store.run(await store.connect(), order, []));
    store.read(`alter table orders add column sending_at bigint, add column message text default '',
      add column refresh boolean default false, add column attempts int default 0`);
    await wait(2 * SECOND);
    const [{ post, since }] = store.waitingIn('19:a') as [{ post: string; since: number }];
    assert.equal(post, 'card');
    assert.ok(since > BEGIN && since < BEGIN + SECOND);
  });

  it('lets no statement see the clock of the server', async () => {
    const asked = begin('one', async () => store.run(await store.connect(), 'select now()', []));
    await wait(SECOND);
    assert.match(String(asked.done.error), /real time in the virtual world: select now\(\)/);
  });
});
