// What the Teams door remembers: replies, and deliveries so that each is worked on once.
import { type Kysely, type Selectable, sql } from 'kysely';
import { withoutThread } from '../../../delivery/conversation-id.ts';
import type { Reply, ReplyStore, UnseenReply } from '../../../delivery/replies.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import { composedOnce } from '../../composed.ts';
import { deleteOlder } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import type { RepliesTable } from '../../engine/delivery-tables.ts';
import type { Tables } from '../../engine/tables.ts';

/** Of a prediction whose author was forgotten: unlike that of a deleted post, not even its place is left. */
export const NOBODYS = sql<boolean>`(text is null and author is null and origin is null and channel is null)`;

/** Those of these predictions that are there, and whether anybody may see their posts. */
export const standsOf = composedOnce((db, ids: readonly string[]) =>
  db
    .selectFrom('predictions')
    .select(['id', NOBODYS.as('nobodys')])
    .where('id', 'in', ids),
);

const replyToPost = composedOnce((db, conversation: string, post: string) =>
  db.selectFrom('replies').selectAll().where('conversation', '=', conversation).where('post', '=', post),
);

const unseenUnder = composedOnce((db, conversation: string, post: string) =>
  db
    .selectFrom('unseen_replies')
    .select('post')
    .where('conversation', '=', conversation)
    .where('post', '=', post),
);

const replyOfPrediction = composedOnce((db, predictionId: string) =>
  db.selectFrom('replies').selectAll().where('prediction_id', '=', predictionId),
);

const writeReply = composedOnce(
  (db, conversation: string, post: string, reply: string, prediction_id: string, language: string | null) =>
    db
      .insertInto('replies')
      .values({ conversation, post, reply, prediction_id, language })
      .onConflict((conflict) =>
        conflict.columns(['conversation', 'post']).doUpdateSet({ reply, prediction_id, language }),
      ),
);

export function createReplyStore({ db }: Pick<Database, 'db'>): ReplyStore {
  const replies = db.selectFrom('replies').selectAll();

  return {
    deleteDeliveries: (before) => deleteOlder(db, 'deliveries', { time: 'claimed_at', key: ['key'] }, before),

    saveReply: (reply) => saveReplies(db, [reply]),

    findReplyToPost: async (conversation, post) =>
      toReply((await replyToPost(db, conversation, post)).rows[0]),

    mayStandUnseen: async (conversation, post) => (await unseenUnder(db, conversation, post)).rows.length > 0,

    // Teams names a channel with or without the thread in which something happened.
    async findReply(conversation, reply) {
      const named = replies.where('reply', '=', reply);
      const exact = await named.where('conversation', '=', conversation).executeTakeFirst();
      if (exact) return toReply(exact);
      const channel = withoutThread(conversation);
      if (channel !== conversation)
        return toReply(await named.where('conversation', '=', channel).executeTakeFirst());
      const thread = `${channel};messageid=`;
      const inThread = sql<boolean>`substr(conversation, 1, length(${thread})) = ${thread}`;
      return toReply(await named.where(inThread).executeTakeFirst());
    },

    findReplyOfPrediction: async (predictionId) =>
      toReply((await replyOfPrediction(db, predictionId)).rows[0]),

    async deleteReply(conversation, post) {
      await db
        .deleteFrom('replies')
        .where('conversation', '=', conversation)
        .where('post', '=', post)
        .execute();
    },
  };
}

/** Those whose prediction was deleted meanwhile are passed over. */
export async function saveReplies(on: Kysely<Tables>, replies: readonly Reply[]): Promise<void> {
  if (replies.length === 0) return;
  const ids = replies.map(({ predictionId }) => predictionId);
  const known = new Set((await standsOf(on, ids)).rows.map(({ id }) => id));
  await writeReplies(
    on,
    replies.filter(({ predictionId }) => known.has(predictionId)),
  );
}

/** Of predictions that are there. */
export async function writeReplies(on: Kysely<Tables>, replies: readonly Reply[]): Promise<void> {
  for (const { conversation, post, reply, predictionId, language = null } of replies)
    await writeReply(on, conversation, post, reply, predictionId, language);
}

/** Those whose prediction was deleted meanwhile, or whose author was forgotten, are passed over. */
export async function saveUnseen(on: Kysely<Tables>, replies: readonly UnseenReply[]): Promise<void> {
  for (const { conversation, post, predictionId } of replies)
    await on
      .insertInto('unseen_replies')
      .columns(['conversation', 'post', 'prediction_id'])
      .expression((from) =>
        from
          .selectFrom('predictions')
          .select([sql.val(conversation).as('conversation'), sql.val(post).as('post'), 'id'])
          .where('id', '=', predictionId)
          .where(({ not }) => not(NOBODYS)),
      )
      .onConflict((conflict) =>
        conflict.columns(['conversation', 'post']).doUpdateSet({ prediction_id: predictionId }),
      )
      .execute();
}

function toReply(row: Selectable<RepliesTable> | undefined): Reply | undefined {
  if (!row) return undefined;
  const { prediction_id: predictionId, language, ...reply } = row;
  return { ...reply, predictionId, ...(language !== null && { language: language as ReaderLanguage }) };
}
