// The messages that wait to be delivered to Teams, with the same queries on SQLite and PostgreSQL.
import { type Kysely, sql } from 'kysely';
import type { Delivered, Outbox } from '../../../delivery/outbox.ts';
import type { OutgoingMessage } from '../../../delivery/outgoing-message.ts';
import { unseenOf } from '../../../delivery/replies.ts';
import { composedOnce } from '../../composed.ts';
import { createBatch } from '../../engine/batch.ts';
import type { Database } from '../../engine/database.ts';
import { timeOf } from '../../engine/positions.ts';
import type { Tables } from '../../engine/tables.ts';
import { setAside } from '../../unreadable/set-aside.ts';
import { claimIn } from './claims.ts';
import { ALONE, type Deployment } from './deployments.ts';
import { dueOrders } from './due-orders.ts';
import { createQueue, toOrder, toReference } from './outgoing-message-rows.ts';
import { saveUnseen, writeReplies } from './reply-store.ts';
import { takeForgottenBack } from './take-back.ts';

const SENDER = 'sender';

const endOrders = composedOnce((db, ids: readonly string[]) =>
  db.deleteFrom('orders').where('id', 'in', ids),
);

/** The lease of the one who sends: for nobody whose deployment is not in service, nor while another holds it. */
const takingLease = (deployment: Deployment, kind: Database['kind']) =>
  composedOnce((on, owner: string, now: number, until: number) =>
    on
      .insertInto('leases')
      .columns(['name', 'owner', 'until'])
      .expression(
        on
          .selectNoFrom([
            sql.lit(SENDER).as('name'),
            sql.val(owner).as('owner'),
            sql<number>`cast(${until} as bigint)`.as('until'),
          ])
          .where(deployment.inService(now)),
      )
      .onConflict((conflict) => {
        const update = conflict.column('name').doUpdateSet({ owner, until });
        if (kind === 'sqlite') return update; // the folder belongs to one process: whoever held a lease is gone
        return update.where(({ eb, or, ref }) =>
          or([eb(ref('leases.until'), '<=', now), eb(ref('leases.owner'), '=', owner)]),
        );
      })
      .returning('owner'),
  );

/** Messages that are about to be sent by whoever holds the lease. */
const markingAsBegun = (deployment: Deployment) =>
  composedOnce((on, ids: readonly string[], owner: string, now: number) =>
    on
      .updateTable('orders')
      .set((expression) => ({ sending_at: now, attempts: expression('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .where('sending_at', 'is', null)
      .where(deployment.inService(now))
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('leases')
            .select('owner')
            .where('name', '=', SENDER)
            .where('owner', '=', owner)
            .where('until', '>', now),
        ),
      )
      .returningAll(),
  );

export function createOutbox(
  { db, kind, clock, unreadable }: Pick<Database, 'db' | 'kind' | 'clock' | 'unreadable'>,
  deployment: Deployment = ALONE,
): Outbox {
  const queue = createQueue(clock);

  const takeLease = takingLease(deployment, kind);
  const markSending = markingAsBegun(deployment);

  const add = createBatch<readonly OutgoingMessage[]>((groups) =>
    db.transaction().execute((trx) => queue(trx, groups.flat())),
  );

  const delivered = createBatch<Delivered>((done) =>
    db.transaction().execute(async (trx) => {
      const seen = await takeForgottenBack({ on: trx, kind, queue, now: clock() }, done);
      await endOrders(
        trx,
        done.map(({ id }) => id),
      );
      await writeReplies(trx, seen);
      await saveUnseen(
        trx,
        done.flatMap(({ unseen }) => unseen ?? []),
      );
      for (const { gone } of done)
        if (gone)
          for (const table of ['replies', 'unseen_replies'] as const)
            await trx
              .deleteFrom(table)
              .where('conversation', '=', gone.conversation)
              .where('post', '=', gone.post)
              .execute();
    }),
  );

  async function drop(column: 'conversation' | 'channel', value: string): Promise<number> {
    const { numDeletedRows } = await db
      .deleteFrom('orders')
      .where(column, '=', value)
      .where('sending_at', 'is', null)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  return {
    add,
    delivered,
    admit: (messages) =>
      db.transaction().execute(async (trx) => {
        const admitted: OutgoingMessage[] = [];
        for (const outgoing of messages) if (await claimIn(trx, outgoing.claim)) admitted.push(outgoing);
        return admitted;
      }),
    dropConversation: (conversation) => drop('conversation', conversation),
    dropChannel: (channel) => drop('channel', channel),

    async lead(owner, now, lease) {
      return (await takeLease(db, owner, now, now + lease)).rows.length > 0;
    },

    async abdicate(owner) {
      await db
        .updateTable('leases')
        .set({ until: 0 })
        .where('name', '=', SENDER)
        .where('owner', '=', owner)
        .execute();
    },

    recover: () =>
      db.transaction().execute(async (trx) => {
        const lost = await trx
          .deleteFrom('orders')
          .where('sending_at', 'is not', null)
          .where('message', 'is not', null)
          .where('refresh', '=', false)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('replies')
                  .select('reply')
                  .whereRef('replies.conversation', '=', 'orders.conversation')
                  .whereRef('replies.post', '=', 'orders.card'),
              ),
            ),
          )
          .returningAll()
          .execute();
        const left = await trx
          .selectFrom('orders')
          .select('id')
          .where('sending_at', 'is not', null)
          .execute();
        for (const { id } of left) await waitAgain(trx, id, 0);
        await saveUnseen(
          trx,
          lost.flatMap(
            ({ conversation, card, prediction_id }) => unseenOf(conversation, card, prediction_id) ?? [],
          ),
        );
        return unreadable.pass('orders', lost, ({ id }) => id, toOrder).values;
      }),

    async oldestPerConversation(now, most, except, exceptChannels = []) {
      const rows = await dueOrders(db, now, most, { conversations: except, channels: exceptChannels });
      const found = unreadable.pass(
        'orders',
        rows,
        ({ id }) => id,
        ({ id, place, card, until }) => ({ id, card, until, reference: toReference(place) }),
      );
      await setAside(db, 'orders', found.unreadable, now);
      return found.values;
    },

    async begin(ids, owner, now) {
      const { rows } = await markSending(db, ids, owner, now);
      const found = unreadable.pass('orders', rows, ({ id }) => id, toOrder);
      for (const { id } of found.unreadable) await db.transaction().execute((trx) => waitAgain(trx, id, 0));
      await setAside(db, 'orders', found.unreadable, now);
      return found.values;
    },

    postpone: (id, until) => db.transaction().execute((trx) => waitAgain(trx, id, until)),

    async waiting() {
      const { count, oldest } = await db
        .selectFrom('orders')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('position').as('oldest')])
        .where('set_aside_at', 'is', null)
        .executeTakeFirstOrThrow();
      return { count, oldest: timeOf(oldest) };
    },
  };
}

/** A message that was not delivered waits, unless a newer one for its card came meanwhile. */
async function waitAgain(trx: Kysely<Tables>, id: string, until: number): Promise<void> {
  await mendRefreshes(trx, id);
  const newer = sql<boolean>`exists (
    select 1 from orders as newer
    where newer.conversation = orders.conversation and newer.card = orders.card and newer.sending_at is null
  )`;
  const { numDeletedRows } = await trx
    .deleteFrom('orders')
    .where('id', '=', id)
    .where('sending_at', 'is not', null)
    .where(newer)
    .executeTakeFirst();
  if (numDeletedRows === 0n)
    await trx.updateTable('orders').set({ sending_at: null, due_at: until }).where('id', '=', id).execute();
}

/**
 * A refresh that came while the card was being changed was made for what stood there before. One of another prediction is void, as it
 * is when it meets the change in the queue; one of the same becomes the change itself, or it would find nothing to bring up to date.
 */
async function mendRefreshes(trx: Kysely<Tables>, id: string): Promise<void> {
  const change = await trx
    .selectFrom('orders')
    .select(['conversation', 'card', 'prediction_id', 'reply_to'])
    .where('id', '=', id)
    .where('sending_at', 'is not', null)
    .where('refresh', '=', false)
    .executeTakeFirst();
  if (!change || change.card === null) return;
  const { conversation, card, prediction_id, reply_to } = change;
  await trx
    .deleteFrom('orders')
    .where('conversation', '=', conversation)
    .where('card', '=', card)
    .where('sending_at', 'is', null)
    .where('refresh', '=', true)
    .where('prediction_id', 'is distinct from', prediction_id)
    .execute();
  await trx
    .updateTable('orders')
    .set({ refresh: false, reply_to })
    .where('conversation', '=', conversation)
    .where('card', '=', card)
    .where('sending_at', 'is', null)
    .where('refresh', '=', true)
    .execute();
}
