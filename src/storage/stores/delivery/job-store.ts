// The jobs of the Teams door, with the same queries on SQLite and PostgreSQL.
import type { Insertable, Kysely, Selectable } from 'kysely';
import { activitySchema } from '../../../delivery/activity.ts';
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { Job, JobStore, NewJob } from '../../../delivery/jobs.ts';
import type { OutgoingMessage } from '../../../delivery/outgoing-message.ts';
import { composedOnce } from '../../composed.ts';
import { createBatch } from '../../engine/batch.ts';
import type { Database } from '../../engine/database.ts';
import type { JobsTable } from '../../engine/delivery-tables.ts';
import { positionAt, timeOf } from '../../engine/positions.ts';
import { noNul } from '../../engine/rows.ts';
import type { Tables } from '../../engine/tables.ts';
import { parseColumn } from '../../unreadable/rows.ts';
import { setAside } from '../../unreadable/set-aside.ts';
import { ALONE, type Deployment } from './deployments.ts';
import { insertMessages } from './outgoing-message-rows.ts';
import { createPlaces } from './places.ts';

const endJob = composedOnce((db, id: string, attempts: number) =>
  db.deleteFrom('jobs').where('id', '=', id).where('attempts', '=', attempts).returning('position'),
);

const noteDeliveries = composedOnce((db, rows: readonly { key: string; claimed_at: number }[]) =>
  db
    .insertInto('deliveries')
    .values(rows.map((row) => ({ ...row, finished: true })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key'),
);

const addJobs = composedOnce((db, rows: readonly Insertable<JobsTable>[]) =>
  db.insertInto('jobs').values(rows),
);

interface Finished {
  readonly job: Job;
  readonly messages: readonly OutgoingMessage[];
}

/** Opens the store. The folder of SQLite has one process: what an earlier one had in hand can be taken at once. */
export async function openJobStore(
  { db, kind, clock, unreadable }: Pick<Database, 'db' | 'kind' | 'clock' | 'unreadable'>,
  deployment: Deployment = ALONE,
): Promise<JobStore> {
  const onPostgres = kind === 'postgres';
  const givePlaces = createPlaces(clock);
  if (!onPostgres) await db.updateTable('jobs').set({ due_at: 0 }).execute();

  const add = createBatch<NewJob>(async (jobs) => {
    const noted = await db.transaction().execute(async (trx) => {
      const handed = await deployment.handed(trx);
      const fresh = await unseen(trx, jobs);
      if (fresh.length === 0) return handed;
      const positions = await givePlaces(trx, fresh.map(channelOf));
      const rows = fresh.map((job, index) => ({ job, position: positions[index]! }));
      await addJobs(
        trx,
        rows.map(({ job, job: { id, conversationKey, receivedAt, author, activity }, position }) => ({
          id,
          lane: noNul(conversationKey),
          channel: channelOf(job),
          position,
          received_at: receivedAt,
          author,
          activity: JSON.stringify(activity),
          attempts: 0,
          due_at: 0,
        })),
      );
      for (const { job, position } of rows)
        if (job.cancels)
          await trx
            .deleteFrom('jobs')
            .where('lane', '=', noNul(job.conversationKey))
            .where('position', '<', position)
            .where((eb) => eb.or([eb('attempts', '=', 0), eb('set_aside_at', 'is not', null)]))
            .execute();
      return handed;
    });
    noted();
  });

  const finish = createBatch<Finished>((finished) =>
    db.transaction().execute(async (trx) => {
      for (const { job, messages } of finished) {
        const [row] = (await endJob(trx, job.id, job.attempts)).rows;
        // What is said takes the turn of what it answers, whichever was judged first.
        if (row) await insertMessages(trx, messages, row.position);
      }
    }),
  );

  const claimable = (on: Kysely<Tables>, now: number, until: number, most: number, since?: number) =>
    on
      .updateTable('jobs')
      .set((expression) => ({ due_at: until, attempts: expression('attempts', '+', 1) }))
      .where('id', 'in', (select) =>
        select
          .selectFrom('jobs as first')
          .select('first.id')
          .where('first.due_at', '<=', now)
          .where('first.set_aside_at', 'is', null)
          .where(deployment.inService(now))
          .$if(since !== undefined, (query) => query.where('first.position', '>=', positionAt(since!)))
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('jobs as earlier')
                  .select('earlier.id')
                  .whereRef('earlier.lane', '=', 'first.lane')
                  .whereRef('earlier.position', '<', 'first.position')
                  .where('earlier.set_aside_at', 'is', null),
              ),
            ),
          )
          .orderBy('first.position')
          .limit(most)
          .$if(onPostgres, (query) => query.forUpdate().skipLocked()),
      )
      .returningAll();
  const claimOldest = composedOnce((on, now: number, until: number, most: number) =>
    claimable(on, now, until, most),
  );

  return {
    add,
    finish: (job, messages) => finish({ job, messages }),

    async claim(now, lease, most, since) {
      const rows =
        since === undefined
          ? (await claimOldest(db, now, now + lease, most)).rows
          : await claimable(db, now, now + lease, most, since).execute();
      rows.sort((a, b) => a.position - b.position);
      const found = unreadable.pass('jobs', rows, ({ id }) => id, toJob);
      await setAside(db, 'jobs', found.unreadable, now);
      return found.values;
    },

    async postpone({ id, attempts }, until) {
      await db
        .updateTable('jobs')
        .set({ due_at: until })
        .where('id', '=', id)
        .where('attempts', '=', attempts)
        .execute();
    },

    async waiting() {
      const { count, oldest } = await db
        .selectFrom('jobs')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('position').as('oldest')])
        .where('set_aside_at', 'is', null)
        .executeTakeFirstOrThrow();
      return { count, oldest: timeOf(oldest) };
    },
  };
}

const channelOf = ({ activity }: NewJob) => noNul(withoutThread(activity.conversation.id));

/** Those that were not delivered before, and each of them once. */
async function unseen(trx: Kysely<Tables>, jobs: readonly NewJob[]): Promise<NewJob[]> {
  const byKey = new Map(jobs.toReversed().map((job) => [noNul(job.key), job]));
  const { rows } = await noteDeliveries(
    trx,
    [...byKey].map(([key, { receivedAt }]) => ({ key, claimed_at: receivedAt })),
  );
  const fresh = new Set(rows.map(({ key }) => key));
  return jobs.filter((job) => fresh.has(noNul(job.key)) && byKey.get(noNul(job.key)) === job);
}

function toJob(row: Selectable<JobsTable>): Job {
  return {
    id: row.id,
    receivedAt: row.received_at,
    activity: parseColumn(row.activity, activitySchema),
    attempts: row.attempts,
  };
}
