// Takes cards back in Teams whose posts nobody may see any more: messages that remove them are queued.
import type { Kysely } from 'kysely';
import type { ConversationReference } from '../../../delivery/conversation-reference.ts';
import { outgoingMessages, REPLY_LASTS } from '../../../delivery/outgoing-message.ts';
import type { Reply } from '../../../delivery/replies.ts';
import type { Database } from '../../engine/database.ts';
import type { Tables } from '../../engine/tables.ts';
import { createConversationStore } from './conversation-store.ts';
import { type QueueMessages, toReference } from './outgoing-message-rows.ts';
import { standsOf } from './reply-store.ts';

export interface TakeBackParts {
  /** Inside a transaction. */
  readonly on: Kysely<Tables>;
  readonly kind: Database['kind'];
  readonly queue: QueueMessages;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly now: number;
}

/** Cards in conversations that the bot does not know any more stay: it cannot write there. */
export async function takeBack(
  { on, ...parts }: TakeBackParts,
  cards: readonly Pick<Reply, 'conversation' | 'reply'>[],
): Promise<void> {
  const conversations = createConversationStore({ ...parts, db: on as Database['db'] });
  for (const { conversation, reply } of cards) {
    const place = await conversations.findConversation(conversation);
    if (place) await queueRemoval({ on, ...parts }, { ...place, conversation }, reply);
  }
}

/**
 * Of what was sent, takes back what shows posts that were forgotten in this very moment.
 * @returns the others, whose predictions are there.
 */
export async function takeForgottenBack(
  parts: TakeBackParts,
  sent: readonly { readonly id: string; readonly stands?: Reply | undefined }[],
): Promise<Reply[]> {
  const standing = sent.flatMap(({ id, stands }) => (stands ? [{ id, stands }] : []));
  if (standing.length === 0) return [];
  const ids = standing.map(({ stands }) => stands.predictionId);
  const { rows } = await standsOf(parts.on, ids);
  const nobodys = new Set(rows.flatMap((row) => (row.nobodys ? [row.id] : [])));
  const known = new Set(rows.map(({ id }) => id));
  for (const { id, stands } of standing) {
    if (!nobodys.has(stands.predictionId)) continue;
    const order = await parts.on.selectFrom('orders').select('place').where('id', '=', id).executeTakeFirst();
    if (!order) continue;
    const reference = toReference(order.place);
    await queueRemoval(parts, { ...reference, conversation: stands.conversation }, stands.reply);
  }
  return standing.flatMap(({ stands }) =>
    known.has(stands.predictionId) && !nobodys.has(stands.predictionId) ? stands : [],
  );
}

function queueRemoval(
  { on, queue, now }: TakeBackParts,
  reference: ConversationReference,
  activity: string,
): Promise<void> {
  return queue(on, [outgoingMessages.remove(reference, activity, now + REPLY_LASTS)]);
}
