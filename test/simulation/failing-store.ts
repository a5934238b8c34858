// A store of the virtual world as a replica meets it: by connections, over ways that take time, with whatever can go wrong of a store
// and of what leads to it. What keeps the rows is another's affair.
import { type Machine, machineHere, mortal, pause, schedule, theWorld } from './time.ts';

/** How the database fails, now. */
export interface StoreWeather {
  /** Milliseconds that each way takes on top. */
  slow: number;
  /** Nobody is reached, or nothing is written. */
  fault: 'none' | 'away' | 'full' | 'read-only';
  /** Share of commits whose answer is lost. */
  lostCommits: number;
}

export type Row = Record<string, unknown>;

export interface Result {
  readonly rows: Row[];
  readonly changes: bigint;
}

/** One connection of a replica. */
export interface Connection {
  readonly machine: Machine;
  inTransaction: boolean;
  /** The server has ended it. */
  lost: boolean;
  /** When it was last heard of in a transaction. */
  heardAt: number;
}

const SECOND = 1000;
/** So long a statement waits for what others hold. */
export const LOCK_TIMEOUT = 5 * SECOND;
/** So long a transaction may say nothing. */
export const IDLE_TIMEOUT = 20 * SECOND;

export class DriverFault extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const FAULTS = {
  away: () => new DriverFault('ECONNREFUSED', 'connect ECONNREFUSED'),
  full: () => new DriverFault('53100', 'could not extend file: No space left on device'),
  'read-only': () => new DriverFault('25006', 'cannot execute INSERT in a read-only transaction'),
} as const;
export const lostConnection = () => new DriverFault('57P01', 'Connection terminated unexpectedly');
export const waitedTooLong = () => new DriverFault('55P03', 'canceling statement due to lock timeout');

/** Statements that nothing but a store that takes writes can do. */
export const WRITES =
  /^\s*(insert|update|delete|lock table|select pg_advisory_xact_lock\(|.*for update\s*$)/is;

export abstract class FailingStore<C extends Connection = Connection> {
  readonly weather: StoreWeather = { slow: 0, fault: 'none', lostCommits: 0 };
  protected connections = new Set<C>();
  /** Statements that were run. */
  statements = 0;
  /** Since when a card waits, by conversation and name. */
  readonly #waitingSince = new Map<string, number>();

  abstract readonly kind: 'sqlite' | 'postgres';
  /** Once the tables are there: takes note of each order from now on, see {@link noteWaiting}. */
  abstract watchOrders(): void;
  /** Tables of the service, without those that the store and Kysely keep for themselves. */
  abstract tables(): readonly string[];
  /** Looks at what is there, at once and without disturbing anybody. @param sql with ? for each parameter. */
  abstract read(sql: string, ...parameters: (string | number)[]): Row[];
  /** What stands in the file, for what can look into it. */
  abstract bytes(): Buffer | undefined;
  protected abstract open(machine: Machine): C;
  /** Nothing where there is nothing to wait for, as with {@link end}. */
  protected abstract start(connection: C): Promise<unknown> | undefined;
  protected abstract execute(connection: C, sql: string, parameters: readonly unknown[]): Promise<Result>;
  protected abstract end(connection: C, how: 'commit' | 'rollback'): Promise<unknown> | undefined;

  /** Empties every table, for another run. */
  reset(): void {
    this.connections = new Set();
    this.statements = 0;
    this.#waitingSince.clear();
    Object.assign(this.weather, { slow: 0, fault: 'none', lostCommits: 0 });
  }

  protected noteWaiting(conversation: string, card: string): void {
    this.#waitingSince.set(`${conversation} ${card}`, theWorld().now);
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
  async connect(): Promise<C> {
    await this.#way();
    if (this.weather.fault === 'away') throw FAULTS.away();
    const connection = this.open(machineHere());
    this.connections.add(connection);
    return connection;
  }

  async run(connection: C, sql: string, parameters: readonly unknown[]): Promise<Result> {
    await mortal();
    await this.#way();
    this.check(connection);
    const result = await this.execute(connection, sql, parameters);
    await mortal();
    if (connection.machine.chance.is(0.3)) await this.#way();
    return result;
  }

  async begin(connection: C): Promise<void> {
    await this.#way();
    this.check(connection);
    const started = this.start(connection);
    if (started) await started;
    connection.inTransaction = true;
    connection.heardAt = theWorld().now;
  }

  async commit(connection: C): Promise<void> {
    await mortal();
    await this.#way();
    this.check(connection);
    const ended = this.end(connection, 'commit');
    if (ended) await ended;
    await mortal();
    if (this.weather.lostCommits > 0 && connection.machine.chance.is(this.weather.lostCommits)) {
      this.close(connection);
      throw lostConnection();
    }
    if (connection.machine.chance.is(0.3)) await this.#way();
  }

  async rollback(connection: C): Promise<void> {
    await this.#way();
    if (!connection.lost) await this.end(connection, 'rollback');
  }

  /** What it has not committed did not happen. */
  close(connection: C): void {
    void this.end(connection, 'rollback');
    connection.lost = true;
    this.connections.delete(connection);
  }

  /** The server notices soon that a machine is gone. */
  disconnect(machine: Machine): void {
    const theirs = [...this.connections].filter((each) => each.machine === machine);
    const end = () => theirs.forEach((each) => void this.close(each));
    schedule(theWorld().outside.chance.between(0, 50), end, theWorld().outside);
  }

  /** Every connection is cut, as when another server takes over. */
  failOver(): void {
    for (const connection of this.connections) this.close(connection);
  }

  async #way(): Promise<void> {
    const { chance } = machineHere();
    const usual = chance.is(0.02) ? chance.between(2, 30) : chance.between(0.1, 0.6);
    await pause(usual + (this.weather.slow > 0 ? chance.between(0, this.weather.slow) : 0));
  }

  protected check(connection: C): void {
    const { now } = theWorld();
    if (connection.inTransaction && now - connection.heardAt > IDLE_TIMEOUT) this.close(connection);
    if (connection.lost) throw lostConnection();
    if (this.weather.fault !== 'away') return;
    this.close(connection);
    throw lostConnection();
  }
}
