// A real PostgreSQL as the store of the virtual world. Its locks are its own; how long a statement may wait for one, and a
// transaction say nothing, goes by virtual time. What cannot be written is refused by the server itself, in the words of its fault.
import {
  type Connection,
  DriverFault,
  FAULTS,
  FailingStore,
  IDLE_TIMEOUT,
  LOCK_TIMEOUT,
  lostConnection,
  type Result,
  type Row,
  WRITES,
  waitedTooLong,
} from '../failing-store.ts';
import { type Machine, schedule, theWorld, type Waiting } from '../time.ts';
import { type Bridge, openBridge } from './bridge.ts';
import type { Answer, Reply, Request } from './messages.ts';

interface RealConnection extends Connection {
  readonly number: number;
  /** Statements that wait for a lock: one, or none. */
  waiting: number;
}

interface Asked {
  readonly connection: RealConnection;
  resolve(result: Result): void;
  reject(error: unknown): void;
  /** Ends the wait for a lock. */
  limit: Waiting | undefined;
  tooLate: boolean;
}

/** The clock of the server, which goes by real time. */
const REAL_TIME =
  /\b(now|(clock|statement|transaction)_timestamp|timeofday)\s*\(\)|\b(current_(timestamp|date|time)|localtime(stamp)?)\b/i;
/** The one statement that reads it, to follow it: src/storage/engine/database.ts. */
const READS_THE_TIME = /^select \(extract\(epoch from clock_timestamp\(\)\) \* 1000\)::float8 as now$/;

export class PostgresStore extends FailingStore<RealConnection> {
  override readonly kind = 'postgres';
  readonly #bridge: Bridge = openBridge();
  readonly #asked = new Map<number, Asked>();
  #tables: readonly string[] = [];
  #opened = 0;
  #tickets = 0;

  /** @param url of a database that nobody else uses. */
  constructor(url: string) {
    super();
    this.#bridge.ask({ kind: 'begin', url });
  }

  /** Also sees that nothing which is kept in the database looks at its clock. */
  override watchOrders(): void {
    this.#tables = this.read(
      `select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by 1`,
    ).map(({ tablename }) => String(tablename));
    const sources = this.read(
      `select prosrc as source from pg_proc where pronamespace = 'public'::regnamespace
       union all select pg_get_expr(adbin, adrelid) from pg_attrdef`,
    );
    for (const { source } of sources) refuseRealTime(String(source));
    this.read(`create function note_order() returns trigger language plpgsql as
      $$ begin raise notice '% %', new.conversation, coalesce(new.card, 'null'); return null; end $$`);
    this.read(`create trigger orders_noted after insert on orders
      for each row execute function note_order()`);
  }

  override tables(): readonly string[] {
    return this.#tables;
  }

  override reset(): void {
    for (const connection of this.connections) this.close(connection);
    this.#asked.clear();
    super.reset();
    if (this.#tables.length > 0) this.read(`truncate ${this.#tables.join(', ')} restart identity cascade`);
  }

  override bytes(): undefined {
    return undefined;
  }

  /** What a transaction under way has written is not seen. */
  override read(sql: string, ...parameters: (string | number)[]): Row[] {
    let count = 0;
    const numbered = parameters.length === 0 ? sql : sql.replace(/\?/g, () => `$${++count}`);
    return this.#tell({ kind: 'read', sql: numbered, parameters }).rows;
  }

  async stop(): Promise<void> {
    await this.#bridge.close();
  }

  protected override open(machine: Machine): RealConnection {
    this.#opened += 1;
    this.#tell({ kind: 'open', connection: this.#opened });
    return { machine, number: this.#opened, inTransaction: false, lost: false, heardAt: 0, waiting: 0 };
  }

  protected override start(connection: RealConnection): Promise<unknown> {
    return this.#ask(connection, 'begin', []);
  }

  protected override async execute(
    connection: RealConnection,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<Result> {
    this.statements += 1;
    connection.heardAt = theWorld().now;
    if (READS_THE_TIME.test(sql)) return { rows: [{ now: theWorld().now }], changes: 1n };
    refuseRealTime(sql);
    const { fault } = this.weather;
    if ((fault === 'full' || fault === 'read-only') && WRITES.test(sql))
      return this.#ask(connection, refusal(FAULTS[fault]()), []);
    return this.#ask(connection, sql, parameters);
  }

  protected override end(
    connection: RealConnection,
    how: 'commit' | 'rollback',
  ): Promise<unknown> | undefined {
    if (!connection.inTransaction) return undefined;
    connection.inTransaction = false;
    return this.#ask(connection, how, []);
  }

  override close(connection: RealConnection): void {
    if (connection.lost) return;
    connection.lost = true;
    connection.inTransaction = false;
    this.connections.delete(connection);
    this.#tell({ kind: 'close', connection: connection.number });
  }

  /** Resolves at once, or once what it waits for is free. */
  #ask(connection: RealConnection, sql: string, parameters: readonly unknown[]): Promise<Result> {
    this.#tickets += 1;
    const ticket = this.#tickets;
    return new Promise((resolve, reject) => {
      const asked: Asked = { connection, resolve, reject, limit: undefined, tooLate: false };
      this.#asked.set(ticket, asked);
      this.#tell({ kind: 'ask', connection: connection.number, ticket, sql, parameters }, ticket);
      if (this.#asked.has(ticket)) this.#wait(ticket, asked);
    });
  }

  #tell(request: Request, ticket?: number): Reply {
    const reply = this.#bridge.ask(request);
    for (const answer of reply.answers) this.#hear(answer, answer.ticket === ticket);
    return reply;
  }

  /** @param now whether whoever asked goes on in this turn. */
  #hear({ ticket, rows, changes, notices, fault }: Answer, now: boolean): void {
    const asked = this.#asked.get(ticket);
    if (!asked) return;
    this.#asked.delete(ticket);
    for (const notice of notices) this.#noteOrder(notice);
    const { connection, limit, tooLate, resolve, reject } = asked;
    if (limit) {
      limit.run = undefined;
      connection.waiting = 0;
    }
    connection.heardAt = theWorld().now;
    const tell = () => {
      if (tooLate) reject(waitedTooLong());
      else if (connection.lost) reject(lostConnection());
      else if (fault) reject(new DriverFault(fault.code, fault.message));
      else resolve({ rows, changes: BigInt(changes) });
    };
    if (now) tell();
    else schedule(0, tell, connection.machine);
  }

  #noteOrder(notice: string): void {
    const [conversation, card] = notice.split(' ');
    this.noteWaiting(conversation!, card!);
  }

  #wait(ticket: number, asked: Asked): void {
    const { outside, now } = theWorld();
    asked.connection.waiting = 1;
    const giveUp = () => {
      asked.tooLate = true;
      this.#tell({ kind: 'cancel', ticket });
    };
    asked.limit = schedule(LOCK_TIMEOUT, giveUp, outside);
    // Whoever froze in a transaction is thrown out in the end.
    for (const holder of this.connections) {
      if (!holder.inTransaction || holder.machine.frozenUntil <= now) continue;
      const throwOut = () => {
        const isIdle = holder.inTransaction && holder.waiting === 0;
        if (isIdle && theWorld().now - holder.heardAt >= IDLE_TIMEOUT) this.close(holder);
      };
      schedule(holder.heardAt + IDLE_TIMEOUT - now + 1, throwOut, outside);
    }
  }
}

/** @throws for what would see the time of the server in place of that of the world. */
function refuseRealTime(sql: string): void {
  if (REAL_TIME.test(sql)) throw new Error(`real time in the virtual world: ${sql}`);
}

/** Lets the server itself refuse, so that a transaction is as spoilt as it would be. */
const refusal = ({ code, message }: DriverFault) =>
  `do $$ begin raise exception using errcode = '${code}', message = '${message}'; end $$`;
