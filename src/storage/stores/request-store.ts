// Requests that may be sent again, and what was answered.

import { type Kysely, type Selectable, sql } from 'kysely';
import { newId } from '../../clock.ts';
import type { RequestClaim, RequestStore } from '../../delivery/request-store.ts';
import { composedOnce } from '../composed.ts';
import { deleteOlder } from '../engine/chunks.ts';
import type { Database } from '../engine/database.ts';
import type { RequestsTable } from '../engine/delivery-tables.ts';
import { noNul } from '../engine/rows.ts';
import type { Tables } from '../engine/tables.ts';
import { readForgotten } from './forgotten.ts';

interface Claimed {
  readonly key: string;
  readonly claim: string;
  readonly at: number;
  readonly until: number;
  readonly body: string;
  /** Claims from before that moment have ended. */
  readonly ended: number;
}

const claimRequest = composedOnce((db, { key, claim, at, until, body, ended }: Claimed) =>
  db
    .insertInto('requests')
    .values({ key, claim, claimed_at: at, kept_until: until, body, status: null, answer: null })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({
          // The same request goes on where it was left.
          claim: sql`case when requests.status is null and requests.body = excluded.body
            then requests.claim else excluded.claim end`,
          claimed_at: at,
          kept_until: until,
          body,
          status: null,
          answer: null,
        })
        .where(({ eb, or, and, ref }) =>
          or([
            eb(ref('requests.kept_until'), '<', at),
            and([eb(ref('requests.status'), 'is', null), eb(ref('requests.claimed_at'), '<=', ended)]),
          ]),
        ),
    )
    .returning('claim'),
);

const requestOf = composedOnce((db, key: string) =>
  db.selectFrom('requests').selectAll().where('key', '=', key),
);

const keepAnswer = composedOnce((db, claim: string, status: number, answer: string) =>
  db
    .updateTable('requests')
    .set({ status, answer })
    .where('claim', '=', claim)
    .returning(['key', 'claimed_at']),
);

const addSubjects = composedOnce((db, subjects: readonly { key: string; subject: string }[]) =>
  db
    .insertInto('request_subjects')
    .values(subjects)
    .onConflict((conflict) => conflict.doNothing()),
);

export function createRequestStore({ db, kind }: Pick<Database, 'db' | 'kind'>): RequestStore {
  return {
    async claim({ key, body, at, lease, keepFor }) {
      const wanted = { key, claim: newId(), at, until: at + keepFor, body, ended: at - lease };
      const [row] = (await claimRequest(db, wanted)).rows;
      if (row) return { claim: row.claim };
      const [earlier] = (await requestOf(db, key)).rows;
      return earlier ? toClaimed(earlier) : { body, answer: undefined }; // let go of in this very moment
    },

    keep: (claim, { status, json }, about = []) =>
      db.transaction().execute(async (trx) => {
        const forgotten = await readForgotten(trx, kind, about);
        const [row] = (await keepAnswer(trx, claim, status, json)).rows;
        if (!row) return;
        if ([...forgotten.values()].some((at) => at >= row.claimed_at)) return erase(trx, [row.key]);
        const subjects = [...new Set(about.map(noNul))].map((subject) => ({ key: row.key, subject }));
        if (subjects.length > 0) await addSubjects(trx, subjects);
      }),

    async release(claim) {
      await db
        .updateTable('requests')
        .set({ claimed_at: 0 })
        .where('claim', '=', claim)
        .where('status', 'is', null)
        .execute();
    },

    deleteRequests: (now) => deleteOlder(db, 'requests', { time: 'kept_until', key: ['key'] }, now),
  };
}

/** Erases the answers about these subjects. What was asked is not done again: that it was is still known. */
export async function eraseAnswers(on: Kysely<Tables>, subjects: readonly string[]): Promise<void> {
  const rows = await on
    .selectFrom('request_subjects')
    .select('key')
    .distinct()
    .where('subject', 'in', subjects.map(noNul))
    .execute();
  if (rows.length === 0) return;
  await erase(
    on,
    rows.map(({ key }) => key),
  );
}

async function erase(on: Kysely<Tables>, keys: readonly string[]): Promise<void> {
  await on.updateTable('requests').set({ answer: null, body: '' }).where('key', 'in', keys).execute();
  await on.deleteFrom('request_subjects').where('key', 'in', keys).execute();
}

function toClaimed({ body, status, answer }: Selectable<RequestsTable>): RequestClaim {
  if (status === null) return { body, answer: undefined };
  return { body, answer: answer === null ? 'erased' : { status, json: answer } };
}
