// Requests that came with an Idempotency-Key, and what was answered.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RequestStore } from '../../delivery/request-store.ts';
import { deleteOlder } from '../engine/chunks.ts';
import type { Database } from '../engine/database.ts';

/** Milliseconds after which a request that was never answered may be done again: its replica has died. */
const CLAIM_LASTS = 60_000;

export function createRequestStore({ db }: Pick<Database, 'db'>): RequestStore {
  return {
    async claim({ key, body, at, notBefore }) {
      const claim = randomUUID();
      const row = await db
        .insertInto('requests')
        .values({ key, claim, claimed_at: at, body, status: null, answer: null })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({
              // The same request goes on where it was left.
              claim: sql`case when requests.status is null and requests.body = excluded.body
                then requests.claim else excluded.claim end`,
              claimed_at: at,
              body,
              status: null,
              answer: null,
            })
            .where(({ eb, or, and, ref }) =>
              or([
                eb(ref('requests.claimed_at'), '<', notBefore),
                and([
                  eb(ref('requests.status'), 'is', null),
                  eb(ref('requests.claimed_at'), '<=', at - CLAIM_LASTS),
                ]),
              ]),
            ),
        )
        .returning('claim')
        .executeTakeFirst();
      if (row) return { claim: row.claim };
      const earlier = await db.selectFrom('requests').selectAll().where('key', '=', key).executeTakeFirst();
      if (!earlier) return { body, answer: undefined }; // let go of in this very moment
      const { status, answer } = earlier;
      return {
        body: earlier.body,
        answer: status === null || answer === null ? undefined : { status, json: answer },
      };
    },

    async keep(claim, { status, json }) {
      await db.updateTable('requests').set({ status, answer: json }).where('claim', '=', claim).execute();
    },

    async release(claim) {
      await db
        .updateTable('requests')
        .set((expression) => ({ claimed_at: expression('claimed_at', '-', 2 * CLAIM_LASTS) }))
        .where('claim', '=', claim)
        .where('status', 'is', null)
        .execute();
    },

    deleteRequests: (before) => deleteOlder(db, 'requests', { time: 'claimed_at', key: ['key'] }, before),
  };
}
