// A pool of connections that are trusted only as long as none of their age has failed: after a failover that nobody
// announced, connections stay open and silent, or lead to a server that has become read-only.

import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { monotonicClock, sleep, startTimer, stopTimer, type Timer } from '../../clock.ts';
import { asFault, hasNoConnectionLeft, isConnectionLost } from './faults.ts';

/** Milliseconds for which a pool stays as small as the server made it. */
const STAY_SMALL = 30_000;
/** Milliseconds between two tries to get a connection of the few that there are. */
const TRY_AGAIN = 50;

/** @param patience milliseconds that a query may wait for a connection. */
export function trustWhileWell(pool: pg.Pool, patience: number): PostgresPool {
  let generation = 0;
  const bornIn = new WeakMap<pg.PoolClient, number>();
  pool.on('connect', (client) => bornIn.set(client as pg.PoolClient, generation));
  const isTrusted = (client: pg.PoolClient) => bornIn.get(client) === generation;
  const full = pool.options.max;
  let small: Timer | undefined;

  function lose(client: pg.PoolClient, error: unknown) {
    if (isConnectionLost(error) && isTrusted(client)) generation += 1;
  }

  /** The server has no more than these: they are shared by those who wait, and more are asked for later. */
  function shrink() {
    pool.options.max = Math.max(1, pool.totalCount);
    stopTimer(small);
    small = startTimer(() => {
      pool.options.max = full;
    }, STAY_SMALL);
    small.unref();
  }

  async function take(until: number): Promise<pg.PoolClient> {
    for (;;)
      try {
        const client = await pool.connect();
        if (isTrusted(client)) return client;
        client.release(true);
      } catch (error) {
        if (!hasNoConnectionLeft(error) || monotonicClock() > until) throw asFault(error);
        shrink();
        await sleep(TRY_AGAIN);
      }
  }

  function guard(client: pg.PoolClient): PostgresPoolClient {
    const query = (sql: string, parameters: unknown[]) =>
      client.query(sql, parameters).catch((error: unknown) => {
        lose(client, error);
        throw asFault(error);
      });
    return {
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy || !isTrusted(client)),
    };
  }

  return {
    options: pool.options,
    connect: async () => guard(await take(monotonicClock() + patience)),
    async end() {
      stopTimer(small);
      await pool.end();
    },
  };
}
