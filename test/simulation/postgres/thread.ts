// Talks to PostgreSQL on a thread of its own, while the simulation stands still. A request is answered once no statement of any
// connection can go on by itself: each is over, or waits for a lock that another connection holds.
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import type { Answer, Reply, Request } from './messages.ts';

/** A statement that waits for longer is neither in a circle of waits nor just being woken up: milliseconds. */
const WAITS = 4;
/** Milliseconds between two looks at who waits. */
const LOOK_AGAIN = 1;

interface Asked {
  readonly ticket: number;
  readonly client: Client;
  readonly over: Promise<void>;
  /** For a lock, when that was last looked at. */
  waits: boolean;
  answer: Answer | undefined;
}

class Client extends pg.Client {
  pid = 0;
  inTransaction = false;
  notices: string[] = [];
  asked: Asked | undefined;
}

/** Whoever waits for a lock is let be until the virtual time for that is over; a circle of waits is told at once. */
const OPTIONS = '-c deadlock_timeout=1ms';

const { port, flag } = workerData as { port: import('node:worker_threads').MessagePort; flag: Int32Array };
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

let url = '';
let watcher: Client;
const clients = new Map<number, Client>();
/** Connections that were closed, and are as good as new. */
const spare: Client[] = [];
const underWay = new Set<Asked>();

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: url, types, options: OPTIONS });
  client.on('error', () => {});
  client.on('notice', ({ message }) => client.notices.push(message ?? ''));
  await client.connect();
  client.pid = Number((await client.query('select pg_backend_pid() as pid')).rows[0].pid);
  return client;
}

function ask(client: Client, ticket: number, sql: string, parameters: readonly unknown[]): void {
  client.notices = [];
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const asked: Asked = { ticket, client, over, waits: false, answer: undefined };
  client.asked = asked;
  underWay.add(asked);
  const end = (answer: Partial<Answer>) => {
    client.asked = undefined;
    asked.answer = { ticket, rows: [], changes: 0, fault: undefined, notices: client.notices, ...answer };
    resolve();
  };
  client.query(sql, [...parameters]).then(
    ({ rows, rowCount }) => end({ rows, changes: rowCount ?? 0 }),
    ({ code = '', message = '' }) => end({ fault: { code, message } }),
  );
}

/** @returns the answers of statements that are over since, in the order in which they were asked. */
async function settle(): Promise<Answer[]> {
  const unanswered = () => [...underWay].filter(({ answer }) => answer === undefined);
  for (let running = unanswered().filter(({ waits }) => !waits); unanswered().length > 0; ) {
    const look = Promise.withResolvers<void>();
    const timer = setTimeout(look.resolve, LOOK_AGAIN);
    await Promise.race([Promise.all(running.map(({ over }) => over)), look.promise]);
    clearTimeout(timer);
    const before = unanswered().length;
    if (before > 0) await lookWhoWaits();
    running = unanswered().filter(({ waits }) => !waits);
    // What was over during the look may have let others go on.
    if (running.length === 0 && unanswered().length === before) break;
  }
  const over = [...underWay].filter(({ answer }) => answer !== undefined);
  for (const each of over) underWay.delete(each);
  return over.map(({ answer }) => answer!).sort((a, b) => a.ticket - b.ticket);
}

async function lookWhoWaits(): Promise<void> {
  const { rows } = await watcher.query(
    `select pid from pg_locks where not granted and waitstart < clock_timestamp() - interval '${WAITS} milliseconds'`,
  );
  const waiting = new Set(rows.map(({ pid }) => Number(pid)));
  for (const asked of underWay) asked.waits = waiting.has(asked.client.pid);
}

async function close(connection: number): Promise<void> {
  const client = clients.get(connection)!;
  clients.delete(connection);
  if (client.asked) {
    const { over } = client.asked;
    await watcher.query('select pg_terminate_backend($1, 5000)', [client.pid]);
    await over;
    void client.end().catch(() => {});
    return;
  }
  await client.query('rollback; select pg_advisory_unlock_all()'); // those of a session too: Kysely holds one while it migrates
  spare.push(client);
}

async function work(request: Request): Promise<Reply> {
  let rows: Record<string, unknown>[] = [];
  if (request.kind === 'begin') {
    url = request.url;
    watcher = await connect();
  } else if (request.kind === 'open') clients.set(request.connection, spare.pop() ?? (await connect()));
  else if (request.kind === 'ask')
    ask(clients.get(request.connection)!, request.ticket, request.sql, request.parameters);
  else if (request.kind === 'cancel') {
    const asked = [...underWay].find(({ ticket }) => ticket === request.ticket)!;
    await watcher.query('select pg_cancel_backend($1)', [asked.client.pid]);
    await asked.over;
  } else if (request.kind === 'close') await close(request.connection);
  else rows = (await watcher.query(request.sql, [...request.parameters])).rows;
  return { answers: await settle(), rows, broken: undefined };
}

parentPort!.unref();
port.on('message', async (request: Request) => {
  const reply = await work(request).catch(
    ({ stack }): Reply => ({ answers: [], rows: [], broken: String(stack) }),
  );
  port.postMessage(reply);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
