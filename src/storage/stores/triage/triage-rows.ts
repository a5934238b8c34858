// Posts that should be answered, as rows: how one is read, how what has become of it is written. The status stands with the
// prediction too, and each change in the history.
import { type Expression, type Insertable, type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import { type Handling, STATUSES } from '../../../feedback/handling.ts';
import type { Prediction } from '../../../feedback/prediction.ts';
import { composedOnce } from '../../composed.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import type { Tables, TriageChangesTable, TriageTable } from '../../engine/tables.ts';
import { knownWord } from '../../unreadable/rows.ts';

/** @throws {UnreadableRowError} */
export function toHandling(row: Selectable<TriageTable>): Handling {
  return {
    status: knownWord('status', STATUSES, row.status),
    revision: row.revision,
    holder: row.holder,
    openedAt: row.opened_at,
    since: row.since,
    takenAt: row.taken_at,
    doneAt: row.done_at,
  };
}

const rowOf = composedOnce((db, predictionId: string) =>
  db.selectFrom('triage').selectAll().where('prediction_id', '=', predictionId),
);

const addTriage = composedOnce((db, rows: readonly Insertable<TriageTable>[]) =>
  db.insertInto('triage').values(rows),
);

const addChanges = composedOnce((db, rows: readonly Insertable<TriageChangesTable>[]) =>
  db.insertInto('triage_changes').values(rows),
);

export async function handlingIn(db: Kysely<Tables>, predictionId: string): Promise<Handling | undefined> {
  const [row] = (await rowOf(db, predictionId)).rows;
  return row && toHandling(row);
}

/** @returns the rows of those of these posts that should be answered, or should have been. */
export async function triageRowsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Selectable<TriageTable>>> {
  if (ids.length === 0) return new Map(); // PostgreSQL knows no empty list
  const rows = await db.selectFrom('triage').selectAll().where('prediction_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.prediction_id, row]));
}

/** Lets posts wait that were written down, with their status, in this transaction. @returns how far each is, by the id of its prediction. */
export async function openTriage(
  trx: Kysely<Tables>,
  added: readonly { readonly prediction: Prediction }[],
): Promise<ReadonlyMap<string, Handling>> {
  if (added.length === 0) return new Map(); // PostgreSQL knows no empty list
  const opened = added.map(({ prediction: { id, channel, createdAt } }) => ({
    id,
    channel,
    handling: openSince(createdAt),
  }));
  const rows = opened.map(({ id, channel, handling }) => fromHandling(id, handling, channel));
  await addTriage(trx, rows);
  const changes = opened.map(({ id, handling }) => changeOf(id, handling, null));
  await addChanges(trx, changes);
  return new Map(opened.map(({ id, handling }) => [id, handling]));
}

/** @param at milliseconds since 1970-01-01T00:00Z. */
function openSince(at: number): Handling {
  return { status: 'open', revision: 1, holder: null, openedAt: at, since: at, takenAt: null, doneAt: null };
}

/**
 * Writes what has become of a post. One that was opened anew may be told of again.
 * @param channel in which the post stands. @param person keyed hash of whoever changed it; null for what happened by itself.
 */
export async function writeHandling(
  trx: Kysely<Tables>,
  { id, channel }: Pick<Prediction, 'id' | 'channel'>,
  handling: Handling,
  person: string | null,
): Promise<void> {
  const row = fromHandling(id, handling, channel);
  const { prediction_id: _id, channel: _channel, ...changed } = row;
  const again = sql<null>`case when triage.opened_at = excluded.opened_at then`;
  await trx
    .insertInto('triage')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('prediction_id').doUpdateSet({
        ...changed,
        reminded_at: sql`${again} triage.reminded_at end`,
        escalated_at: sql`${again} triage.escalated_at end`,
      }),
    )
    .execute();
  await addChanges(trx, [changeOf(id, handling, person)]);
  await trx.updateTable('predictions').set({ status: handling.status }).where('id', '=', id).execute();
}

/** What was told of a post is not told again of what it says now. @param posts ids of predictions. */
export async function keepTold(
  trx: Kysely<Tables>,
  posts: { readonly of: string; readonly for: string },
): Promise<void> {
  await trx
    .updateTable('triage')
    .from('triage as earlier')
    .set((eb) => ({
      reminded_at: eb.ref('earlier.reminded_at'),
      escalated_at: eb.ref('earlier.escalated_at'),
    }))
    .where('triage.prediction_id', '=', posts.for)
    .where('earlier.prediction_id', '=', posts.of)
    .execute();
}

/** Posts that are there no more need no answer: what nobody ended ends by itself. @param which is about `predictions`. */
export async function endOfPost(
  { db, kind }: Pick<Database, 'db' | 'kind'>,
  which: Expression<SqlBool>,
  at: number,
): Promise<void> {
  const theirs = await db
    .selectFrom('predictions')
    .select('id')
    .where('status', 'is not', null)
    .where(which)
    .execute();
  for (const { id } of theirs)
    await db.transaction().execute(async (trx) => {
      const handling = (await lockPost(trx, kind, id)) && (await handlingIn(trx, id));
      if (handling?.status === 'open' || handling?.status === 'taken')
        await writeHandling(trx, { id, channel: null }, endedByItself(handling, at), null);
      await trx.updateTable('triage').set({ channel: null }).where('prediction_id', '=', id).execute();
    });
}

/** Nobody answered, and it took nobody any time. */
export function endedByItself(handling: Handling, at: number): Handling {
  return { ...handling, status: 'no_answer', revision: handling.revision + 1, holder: null, since: at };
}

/** Nobody has it any more: it waits again, as long as it has waited. */
export function openedByItself(handling: Handling, at: number): Handling {
  const { revision } = handling;
  return { ...handling, status: 'open', revision: revision + 1, holder: null, takenAt: null, since: at };
}

/** Holds votes on a prediction, and other changes of its status, off until the transaction ends. */
export function lockPost(trx: Kysely<Tables>, kind: Database['kind'], id: string) {
  return trx
    .selectFrom('predictions')
    .select(['id', 'channel', 'origin', 'author', 'created_at as createdAt', 'up', 'down'])
    .where('id', '=', id)
    .$if(kind === 'postgres', (query) => query.forUpdate()) // SQLite has one connection: transactions queue for it
    .executeTakeFirst();
}

function fromHandling(id: string, handling: Handling, channel: string | null) {
  const { openedAt, takenAt, doneAt, ...same } = handling;
  return {
    prediction_id: id,
    channel: channel && noNul(channel),
    ...same,
    opened_at: openedAt,
    taken_at: takenAt,
    done_at: doneAt,
  };
}

function changeOf(id: string, { revision, status, since }: Handling, person: string | null) {
  return { prediction_id: id, revision, status, person, at: since };
}
