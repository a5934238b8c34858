// Traces that were stored with their votes, until telemetry has them.
import type { Kysely } from 'kysely';
import type { TraceOutbox } from '../../feedback/feedback-store.ts';
import { composedOnce } from '../composed.ts';
import type { Database } from '../engine/database.ts';
import { toTrace } from '../engine/rows.ts';
import type { Tables } from '../engine/tables.ts';
import { setAside } from '../unreadable/set-aside.ts';

const MOST = 100;

const endTraces = composedOnce((on, ids: readonly string[]) =>
  on.deleteFrom('traces').where('id', 'in', ids),
);

export function createTraceOutbox({ db, kind, clock, unreadable }: Database): TraceOutbox {
  const onPostgres = kind === 'postgres';
  const oldest = composedOnce((on) =>
    on
      .selectFrom('traces')
      .selectAll()
      .where('set_aside_at', 'is', null)
      .orderBy('at')
      .limit(MOST)
      .$if(onPostgres, (query) => query.forUpdate().skipLocked()),
  );
  let earlier: Promise<unknown> = Promise.resolve();

  /** Hands the oldest traces out and removes them. A crash in between hands them out again, with the same ids. */
  async function handOut(on: Kysely<Tables>, send: Parameters<TraceOutbox['deliver']>[0]): Promise<number> {
    const { rows } = await oldest(on);
    if (rows.length === 0) return 0;
    const found = unreadable.pass('traces', rows, ({ id }) => id, toTrace);
    await setAside(on, 'traces', found.unreadable, clock());
    const ids = found.values.map(({ id }) => id);
    if (ids.length > 0) {
      await send(found.values);
      await endTraces(on, ids);
    }
    return rows.length;
  }

  return {
    tracesAtOnce: MOST,

    deliver(send) {
      // Replicas keep out of each other's way by row locks. The one process on SQLite does so by taking turns, not in
      // a transaction: it would hold the only connection, and every vote would wait for telemetry.
      if (onPostgres) return db.transaction().execute((trx) => handOut(trx, send));
      const delivery = earlier.then(() => handOut(db, send));
      earlier = delivery.catch(() => {});
      return delivery;
    },
  };
}
