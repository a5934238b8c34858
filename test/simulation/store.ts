// The database that all replicas share: PostgreSQL as far as the service can tell, SQLite in memory underneath. Statements of several
// transactions take turns as under READ COMMITTED; whoever has written keeps the others out until the commit, which is stricter
// than row locks and never laxer. Rows that are read to be changed, and skipped by others meanwhile, are kept apart by their ids.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type Connection,
  FAULTS,
  FailingStore,
  IDLE_TIMEOUT,
  LOCK_TIMEOUT,
  type Result,
  type Row,
  WRITES,
  waitedTooLong,
} from './failing-store.ts';
import { type Machine, schedule, theWorld } from './time.ts';

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

interface SharedConnection extends Connection {
  /** Whether it keeps the others out. */
  holds: boolean;
  /** Ids of rows that others skip. */
  readonly skipped: Set<unknown>;
}

export class SharedStore extends FailingStore<SharedConnection> {
  override readonly kind = 'sqlite';
  readonly database = new DatabaseSync(':memory:');
  readonly #statements = new Map<string, Prepared>();
  readonly #begin = this.database.prepare('begin');
  readonly #ends = { commit: this.database.prepare('commit'), rollback: this.database.prepare('rollback') };
  #holder: SharedConnection | undefined;
  #waiting: { readonly connection: SharedConnection; go(): void }[] = [];

  constructor() {
    super();
    for (const name of ['pg_advisory_xact_lock', 'pg_advisory_xact_lock_shared'])
      this.database.function(name, { varargs: true }, () => null);
    this.database.function('note_waiting', (conversation, card) => {
      this.noteWaiting(String(conversation), String(card));
      return null;
    });
    // As the embedded store has it: what was erased is overwritten.
    this.database.exec('pragma temp_store = memory; pragma foreign_keys = on; pragma secure_delete = on');
  }

  override watchOrders(): void {
    this.database.exec(`
      create trigger orders_noted after insert on orders
      begin select note_waiting(new.conversation, new.card); end
    `);
  }

  override reset(): void {
    super.reset();
    if (this.database.isTransaction) this.database.exec('rollback');
    this.#holder = undefined;
    this.#waiting = [];
    this.database.exec('pragma foreign_keys = off');
    for (const name of this.tables()) this.database.exec(`delete from "${name}"`);
    this.database.exec('pragma foreign_keys = on');
  }

  override tables(): readonly string[] {
    const rows = this.database
      .prepare(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite%'
         and name not like 'kysely%' and name not like 'post_words%' order by name`,
      )
      .all();
    return rows.map(({ name }) => String(name));
  }

  /** What a transaction under way has written is seen too. */
  override read(sql: string, ...parameters: (string | number)[]): Row[] {
    return this.#prepare(sql).statement.all(...parameters);
  }

  override bytes(): Buffer {
    return Buffer.from(this.database.serialize());
  }

  protected override open(machine: Machine): SharedConnection {
    return {
      machine,
      inTransaction: false,
      holds: false,
      lost: false,
      heardAt: 0,
      skipped: new Set(),
    };
  }

  protected override start(): undefined {}

  protected override async execute(
    connection: SharedConnection,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<Result> {
    const prepared = this.#prepare(sql);
    if (prepared.writes) await this.#take(connection);
    else if (this.#holder && this.#holder !== connection) await this.#wait(connection);
    this.check(connection);
    connection.heardAt = theWorld().now;
    try {
      return this.#execute(connection, prepared, parameters);
    } finally {
      if (connection.holds && !connection.inTransaction) this.#release(connection);
    }
  }

  /** Resolves once nobody else keeps this connection out. */
  #wait(connection: SharedConnection): Promise<void> {
    return new Promise((resolve, reject) => {
      const { machine } = connection;
      const limit = schedule(LOCK_TIMEOUT, () => {
        this.#waiting = this.#waiting.filter((each) => each !== mine);
        reject(waitedTooLong());
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

  async #take(connection: SharedConnection): Promise<void> {
    while (this.#holder && this.#holder !== connection) await this.#wait(connection);
    this.check(connection); // who was cut off while it waited takes nothing
    const { fault } = this.weather;
    if (fault === 'full' || fault === 'read-only') throw FAULTS[fault]();
    if (connection.holds) return;
    this.#holder = connection;
    connection.holds = true;
    if (connection.inTransaction) this.#begin.run();
  }

  #release(connection: SharedConnection): void {
    connection.holds = false;
    this.#holder = undefined;
    const next = this.#waiting;
    this.#waiting = [];
    for (const { connection: other, go } of next) if (other.machine.alive) go();
  }

  protected override end(connection: SharedConnection, how: 'commit' | 'rollback'): undefined {
    const wrote = connection.holds && connection.inTransaction;
    connection.inTransaction = false;
    connection.skipped.clear();
    if (wrote) this.#ends[how].run();
    if (connection.holds) this.#release(connection);
  }

  #execute(connection: SharedConnection, prepared: Prepared, parameters: readonly unknown[]): Result {
    this.statements += 1;
    const { statement, reads, skips, stub } = prepared;
    if (stub) return stub();
    const given = parameters.map(toSqlite);
    if (!reads) {
      const { changes } = statement.run(...given);
      return { rows: [], changes: BigInt(changes) };
    }
    const rows = statement.all(...given) as Row[];
    return rowsOnly(skips && connection.inTransaction ? this.#skip(connection, rows) : rows);
  }

  #skip(connection: SharedConnection, rows: Row[]): Row[] {
    const others = [...this.connections].filter((each) => each !== connection);
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

const rowsOnly = (rows: Row[]): Result => ({ rows, changes: BigInt(rows.length) });

const toSqlite = (value: unknown): SQLInputValue =>
  (typeof value === 'boolean' ? Number(value) : value) as SQLInputValue;

/** That of the process, used by one run after another. */
export let theStore: FailingStore = new SharedStore();

/** Lets another take its place, before anything has used it. */
export function useStore(store: FailingStore): void {
  theStore = store;
}
