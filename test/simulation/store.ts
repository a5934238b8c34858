// The database that all replicas share: PostgreSQL as far as the service can tell, SQLite in memory underneath. Statements of several
// transactions take turns as under READ COMMITTED; whoever has written keeps the others out until the commit, which is stricter
// than row locks and never laxer. Rows that are read to be changed, and skipped by others meanwhile, are kept apart by their ids.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type Machine, machineHere, mortal, pause, schedule, theWorld } from './time.ts';

interface Prepared {
  readonly statement: StatementSync;
  /** Whether it gives rows. */
  readonly reads: boolean;
  /** Whether it keeps the others out. */
  readonly writes: boolean;
  /** Whether others skip the rows that it gives. */
  readonly skips: boolean;
  /** Answered without the database. */
  readonly stub: (() => Result) | undefined;
}

/** How the database fails, now. */
export interface StoreWeather {
  /** Milliseconds that each way takes on top. */
  slow: number;
  /** Nobody is reached, or nothing is written. */
  fault: 'none' | 'away' | 'full' | 'read-only';
  /** Share of commits whose answer is lost. */
  lostCommits: number;
}

export interface Result {
  readonly rows: Record<string, unknown>[];
  readonly changes: bigint;
}

/** One connection of a replica. */
export interface Connection {
  readonly machine: Machine;
  inTransaction: boolean;
  /** Whether it keeps the others out. */
  holds: boolean;
  /** The server has ended it. */
  lost: boolean;
  /** When it was last heard of in a transaction. */
  heardAt: number;
  /** Ids of rows that others skip. */
  readonly skipped: Set<unknown>;
}

const SECOND = 1000;
const LOCK_TIMEOUT = 5 * SECOND;
const IDLE_TIMEOUT = 20 * SECOND;

class DriverFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const FAULTS = {
  away: () => new DriverFault('ECONNREFUSED', 'connect ECONNREFUSED'),
  full: () => new DriverFault('53100', 'could not extend file: No space left on device'),
  'read-only': () => new DriverFault('25006', 'cannot execute INSERT in a read-only transaction'),
} as const;
const lostConnection = () => new DriverFault('57P01', 'Connection terminated unexpectedly');

const WRITES = /^\s*(insert|update|delete|lock table|select pg_advisory_xact_lock\(|.*for update\s*$)/is;

export class SharedStore {
  readonly database = new DatabaseSync(':memory:');
  readonly weather: StoreWeather = { slow: 0, fault: 'none', lostCommits: 0 };
  readonly #statements = new Map<string, Prepared>();
  #connections = new Set<Connection>();
  #holder: Connection | undefined;
  #waiting: { readonly connection: Connection; go(): void }[] = [];
  /** Statements that were run. */
  statements = 0;
  /** Since when a card waits, by conversation and name. */
  readonly #waitingSince = new Map<string, number>();

  constructor() {
    for (const name of ['pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared'])
      this.database.function(name, { varargs: true }, () => null);
    this.database.function('note_waiting', (conversation, card) => {
      this.#waitingSince.set(`${conversation} ${card}`, theWorld().now);
      return null;
    });
    // As the embedded store has it: what was erased is overwritten.
    this.database.exec('pragma temp_store = memory; pragma foreign_keys = on; pragma secure_delete = on');
  }

  /** Empties every table, for another run. */
  reset(): void {
    if (this.database.isTransaction) this.database.exec('rollback');
    this.#connections = new Set();
    this.#holder = undefined;
    this.#waiting = [];
    this.statements = 0;
    this.#waitingSince.clear();
    Object.assign(this.weather, { slow: 0, fault: 'none', lostCommits: 0 });
    this.database.exec('pragma foreign_keys = off');
    for (const name of this.tables()) this.database.exec(`delete from "${name}"`);
    this.database.exec('pragma foreign_keys = on');
  }

  /** Tables of the service, without those that SQLite and Kysely keep for themselves. */
  tables(): readonly string[] {
    const rows = this.database
      .prepare(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'
         and name not like 'kysely%' and name not like 'post_words%' order by name`,
      )
      .all();
    return rows.map(({ name }) => String(name));
  }

  /** Looks at what is there, at once and without disturbing anybody. What a transaction under way has written is seen too. */
  read(sql: string, ...parameters: SQLInputValue[]): Record<string, unknown>[] {
    return this.#prepare(sql).statement.all(...parameters);
  }

  /** Cards in a conversation that are yet to be shown, and that hold back whatever was to be said after them. */
  waitingIn(conversation: string): readonly { readonly post: string; readonly since: number }[] {
    return this.read(
      `select card from orders where conversation = ? and card is not null and sending_at is null
         and message is not null and not refresh and attempts < 12`,
      conversation,
    ).map(({ card }) => ({
      post: String(card),
      since: this.#waitingSince.get(`${conversation} ${card}`) ?? theWorld().now,
    }));
  }

  /** @throws when no connection comes about. */
  async connect(): Promise<Connection> {
    await this.#way();
    if (this.weather.fault === 'away') throw FAULTS.away();
    const connection: Connection = {
      machine: machineHere(),
      inTransaction: false,
      holds: false,
      lost: false,
      heardAt: 0,
      skipped: new Set(),
    };
    this.#connections.add(connection);
    return connection;
  }

  async run(connection: Connection, sql: string, parameters: readonly unknown[]): Promise<Result> {
    await mortal();
    await this.#way();
    this.#check(connection);
    const prepared = this.#prepare(sql);
    if (prepared.writes) await this.#take(connection);
    else if (this.#holder && this.#holder !== connection) await this.#wait(connection);
    this.#check(connection);
    connection.heardAt = theWorld().now;
    let result: Result;
    try {
      result = this.#execute(connection, prepared, parameters);
    } finally {
      if (connection.holds && !connection.inTransaction) this.#release(connection);
    }
    await mortal();
    if (connection.machine.chance.is(0.3)) await this.#way();
    return result;
  }

  async begin(connection: Connection): Promise<void> {
    await this.#way();
    this.#check(connection);
    connection.inTransaction = true;
    connection.heardAt = theWorld().now;
  }

  async commit(connection: Connection): Promise<void> {
    await mortal();
    await this.#way();
    this.#check(connection);
    this.#end(connection, 'commit');
    await mortal();
    if (this.weather.lostCommits > 0 && connection.machine.chance.is(this.weather.lostCommits)) {
      connection.lost = true;
      throw lostConnection();
    }
    if (connection.machine.chance.is(0.3)) await this.#way();
  }

  async rollback(connection: Connection): Promise<void> {
    await this.#way();
    if (!connection.lost) this.#end(connection, 'rollback');
  }

  close(connection: Connection): void {
    this.#end(connection, 'rollback');
    connection.lost = true;
    this.#connections.delete(connection);
  }

  /** The server notices soon that a machine is gone. */
  disconnect(machine: Machine): void {
    const theirs = [...this.#connections].filter((each) => each.machine === machine);
    const end = () => theirs.forEach((each) => void this.close(each));
    schedule(theWorld().outside.chance.between(0, 50), end, theWorld().outside);
  }

  /** Every connection is cut, as when another server takes over. */
  failOver(): void {
    for (const connection of this.#connections) this.close(connection);
  }

  async #way(): Promise<void> {
    const { chance } = machineHere();
    const usual = chance.is(0.02) ? chance.between(2, 30) : chance.between(0.1, 0.6);
    await pause(usual + (this.weather.slow > 0 ? chance.between(0, this.weather.slow) : 0));
  }

  #check(connection: Connection): void {
    const { now } = theWorld();
    if (connection.inTransaction && now - connection.heardAt > IDLE_TIMEOUT) this.close(connection);
    if (connection.lost) throw lostConnection();
    if (this.weather.fault !== 'away') return;
    this.close(connection);
    throw lostConnection();
  }

  /** Resolves once nobody else keeps this connection out. */
  #wait(connection: Connection): Promise<void> {
    return new Promise((resolve, reject) => {
      const { machine } = connection;
      const limit = schedule(LOCK_TIMEOUT, () => {
        this.#waiting = this.#waiting.filter((each) => each !== mine);
        reject(new DriverFault('55P03', 'canceling statement due to lock timeout'));
      });
      const mine = {
        connection,
        go() {
          limit.run = undefined;
          schedule(0, resolve, machine);
        },
      };
      this.#waiting.push(mine);
      const holder = this.#holder!;
      // Whoever froze in a transaction is thrown out in the end.
      const idle = holder.heardAt + IDLE_TIMEOUT - theWorld().now;
      const throwOut = () => {
        if (this.#holder === holder && theWorld().now - holder.heardAt >= IDLE_TIMEOUT) this.close(holder);
      };
      if (holder.machine.frozenUntil > theWorld().now) schedule(idle + 1, throwOut, theWorld().outside);
    });
  }

  async #take(connection: Connection): Promise<void> {
    while (this.#holder && this.#holder !== connection) await this.#wait(connection);
    this.#check(connection); // who was cut off while it waited takes nothing
    const { fault } = this.weather;
    if (fault === 'full' || fault === 'read-only') throw FAULTS[fault]();
    if (connection.holds) return;
    this.#holder = connection;
    connection.holds = true;
    if (connection.inTransaction) this.database.exec('begin');
  }

  #release(connection: Connection): void {
    connection.holds = false;
    this.#holder = undefined;
    const next = this.#waiting;
    this.#waiting = [];
    for (const { connection: other, go } of next) if (other.machine.alive) go();
  }

  #end(connection: Connection, how: 'commit' | 'rollback'): void {
    const wrote = connection.holds && connection.inTransaction;
    connection.inTransaction = false;
    connection.skipped.clear();
    if (wrote) this.database.exec(how);
    if (connection.holds) this.#release(connection);
  }

  #execute(connection: Connection, prepared: Prepared, parameters: readonly unknown[]): Result {
    this.statements += 1;
    const { statement, reads, skips, stub } = prepared;
    if (stub) return stub();
    const given = parameters.map(toSqlite);
    if (!reads) {
      const { changes } = statement.run(...given);
      return { rows: [], changes: BigInt(changes) };
    }
    const rows = statement.all(...given) as Record<string, unknown>[];
    return rowsOnly(skips && connection.inTransaction ? this.#skip(connection, rows) : rows);
  }

  #skip(connection: Connection, rows: Record<string, unknown>[]): Record<string, unknown>[] {
    const others = [...this.#connections].filter((each) => each !== connection);
    const free = rows.filter(({ id }) => !others.some((each) => each.skipped.has(id)));
    for (const { id } of free) connection.skipped.add(id);
    return free;
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known) return known;
    const stub = stubOf(sql);
    const statement = this.database.prepare(
      stub ? 'select 1' : sql.replace(/ for update( skip locked)?/g, '').replaceAll('::tsvector', ''),
    );
    const prepared = {
      statement,
      reads: statement.columns().length > 0,
      writes: WRITES.test(sql),
      skips: /^\s*select.*skip locked\s*$/is.test(sql),
      stub,
    };
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/** The time of the database, locks of a table, which whoever writes has of all, and the folding of figures, which are kept in place here. */
function stubOf(sql: string): (() => Result) | undefined {
  if (sql.includes('clock_timestamp()')) return () => rowsOnly([{ now: theWorld().now }]);
  if (/^\s*lock table/.test(sql)) return () => rowsOnly([]);
  if (sql.includes('with pending')) return () => rowsOnly([{ folded: 0 }]);
  return undefined;
}

const rowsOnly = (rows: Record<string, unknown>[]): Result => ({ rows, changes: BigInt(rows.length) });

const toSqlite = (value: unknown): SQLInputValue =>
  (typeof value === 'boolean' ? Number(value) : value) as SQLInputValue;

/** That of the process, used by one run after another. */
export const theStore = new SharedStore();
