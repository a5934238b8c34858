// Stands in for src/storage/engine/postgres.ts: the shared store of the virtual world, by connections of which a replica has a few.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { asFault } from '../../../src/storage/engine/faults.ts';
import type * as Real from '../../../src/storage/engine/postgres.ts';
import type { Connection } from '../failing-store.ts';
import { theStore } from '../store.ts';
import { machineHere, schedule } from '../time.ts';

export const CONNECTIONS: typeof Real.CONNECTIONS = 4;
const PATIENCE = 5000;

export const openPostgres: typeof Real.openPostgres = () => ({
  dialect: createDialect(),
  connections: () => CONNECTIONS,
  explain: explainPostgres,
});

export const createClient: typeof Real.createClient = () => {
  throw new Error('not simulated');
};

export function explainPostgres(error: unknown): Error {
  return error as Error;
}

function createDialect(): Dialect {
  if (theStore.kind === 'postgres')
    return {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PoolDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    };
  return {
    createAdapter: () => new ManyConnections(),
    createDriver: () => new PoolDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class ManyConnections extends SqliteAdapter {
  override get supportsMultipleConnections() {
    return true;
  }
}

class PooledConnection implements DatabaseConnection {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery) {
    const { rows, changes } = await named(() => theStore.run(this.connection, sql, parameters));
    return { rows: rows as R[], numAffectedRows: changes };
  }

  // biome-ignore lint/correctness/useYield: nothing of the service asks for it
  async *streamQuery<R>(): AsyncIterableIterator<{ rows: R[] }> {
    throw new Error('not simulated');
  }
}

/** As pg's pool: a connection that was lost is dropped, and another opened when one is asked for. */
class PoolDriver implements Driver {
  #idle: PooledConnection[] = [];
  #open = 0;
  #waiting: (() => void)[] = [];

  async init() {}

  async acquireConnection(): Promise<PooledConnection> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle?.connection.lost) {
        this.#open -= 1;
        continue;
      }
      if (idle) return idle;
      if (this.#open < CONNECTIONS) {
        this.#open += 1;
        try {
          return new PooledConnection(await named(() => theStore.connect()));
        } catch (error) {
          this.#open -= 1;
          this.#waiting.shift()?.();
          throw error;
        }
      }
      await this.#turn();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = schedule(PATIENCE, () => {
        this.#waiting = this.#waiting.filter((each) => each !== go);
        reject(asFault(new Error('timeout exceeded when trying to connect')));
      });
      const go = () => {
        limit.run = undefined;
        schedule(0, resolve);
      };
      const machine = machineHere();
      this.#waiting.push(() => machine.alive && go());
    });
  }

  async beginTransaction({ connection }: PooledConnection) {
    await named(() => theStore.begin(connection));
  }

  async commitTransaction({ connection }: PooledConnection) {
    await named(() => theStore.commit(connection));
  }

  async rollbackTransaction({ connection }: PooledConnection) {
    await named(() => theStore.rollback(connection));
  }

  async releaseConnection(pooled: PooledConnection) {
    if (pooled.connection.lost) this.#open -= 1;
    else this.#idle.push(pooled);
    this.#waiting.shift()?.();
  }

  async destroy() {
    for (const { connection } of this.#idle) theStore.close(connection);
  }
}

async function named<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw asFault(error);
  }
}
