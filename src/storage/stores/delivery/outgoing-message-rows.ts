// Orders as rows: written one by one, since of those that wait for one card only the newest stays.

import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { newId } from '../../../clock.ts';
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { ConversationReference } from '../../../delivery/conversation-reference.ts';
import type { Message } from '../../../delivery/message.ts';
import type { QueuedMessage } from '../../../delivery/outbox.ts';
import type { OutgoingMessage } from '../../../delivery/outgoing-message.ts';
import { composedOnce } from '../../composed.ts';
import type { OrdersTable } from '../../engine/delivery-tables.ts';
import type { Tables } from '../../engine/tables.ts';
import { anyObject, parseColumn } from '../../unreadable/rows.ts';
import { claimIn } from './claims.ts';
import { createPlaces } from './places.ts';

/** Queues messages in a transaction, behind all that waits in their channels and chats, jobs included. */
export type QueueMessages = (on: Kysely<Tables>, messages: readonly OutgoingMessage[]) => Promise<void>;

/** @param clock milliseconds since 1970-01-01T00:00Z, as alike in every replica as can be. */
export function createQueue(clock: () => number): QueueMessages {
  const givePlaces = createPlaces(clock);
  return async (on, messages) => {
    const positions = await givePlaces(on, messages.map(channelOf));
    for (const [index, outgoing] of messages.entries()) await insertMessage(on, outgoing, positions[index]!);
  };
}

/** Queues messages in the place of what they answer. @param position of the first; the others follow. */
export async function insertMessages(
  on: Kysely<Tables>,
  messages: readonly OutgoingMessage[],
  position: number,
): Promise<void> {
  for (const [index, outgoing] of messages.entries()) await insertMessage(on, outgoing, position + index);
}

const writeOrder = composedOnce((db, row: Insertable<OrdersTable>) =>
  db
    .insertInto('orders')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['conversation', 'card'])
        .where('sending_at', 'is', null)
        .doUpdateSet(({ ref }) => ({
          // What stood there may have been unreadable.
          place: ref('excluded.place'),
          set_aside_at: null,
          message: ref('excluded.message'),
          prediction_id: ref('excluded.prediction_id'),
          until: ref('excluded.until'),
          reply_to: sql`coalesce(excluded.reply_to, orders.reply_to)`,
          refresh: sql`orders.refresh and excluded.refresh`,
        }))
        // A card that is about to show another prediction, or to go, is not brought back to an older one.
        .where(
          sql<boolean>`(not excluded.refresh or orders.prediction_id is not distinct from excluded.prediction_id)`,
        ),
    ),
);

/** A waiting message for the same card takes over what the new one says and keeps its place in the queue. */
async function insertMessage(on: Kysely<Tables>, outgoing: OutgoingMessage, position: number): Promise<void> {
  const { reference, message, quotes = [] } = outgoing;
  if (!(await areThere(on, quotes)) || !(await claimIn(on, outgoing.claim))) return;
  await writeOrder(on, {
    id: newId(),
    position,
    channel: channelOf(outgoing),
    conversation: reference.conversation,
    place: JSON.stringify(reference),
    card: outgoing.card,
    reply_to: outgoing.replyTo,
    message: message && JSON.stringify(message),
    prediction_id: outgoing.predictionId,
    quotes: quotes.length > 0 ? JSON.stringify(quotes) : null,
    refresh: outgoing.refresh,
    until: outgoing.until,
    attempts: 0,
    due_at: 0,
    sending_at: null,
  });
}

const channelOf = ({ reference }: OutgoingMessage) => withoutThread(reference.conversation);

/** Whether what a message quotes was not erased since it was composed. */
async function areThere(on: Kysely<Tables>, predictionIds: readonly string[]): Promise<boolean> {
  if (predictionIds.length === 0) return true;
  const rows = await on
    .selectFrom('predictions')
    .select('id')
    .where('id', 'in', predictionIds)
    .where('text', 'is not', null)
    .execute();
  return rows.length === new Set(predictionIds).size;
}

const referenceSchema = z.looseObject({
  conversation: z.string().min(1),
  serviceUrl: z.string().min(1),
  host: z.string(),
  bot: z.string(),
});

/** @throws {UnreadableRowError} */
export const toReference = (place: string) => parseColumn(place, referenceSchema) as ConversationReference;

/** @throws {UnreadableRowError} */
export function toOrder(row: Selectable<OrdersTable>): QueuedMessage {
  return {
    id: row.id,
    reference: toReference(row.place),
    card: row.card,
    replyTo: row.reply_to,
    message: row.message === null ? null : (parseColumn(row.message, anyObject) as object as Message),
    predictionId: row.prediction_id,
    refresh: Boolean(row.refresh),
    until: row.until,
    attempts: row.attempts,
  };
}
