// Which of the messages that wait are due, with the same query on SQLite and PostgreSQL.
import type { Kysely } from 'kysely';
import { composedOnce } from '../../composed.ts';
import type { Tables } from '../../engine/tables.ts';

/** Attempts after which an order waits beside the others of its conversation, no more before them. */
const STUBBORN = 12;

/** Those that are due, each the first of its conversation that is not put off for long. */
const dueFirst = (db: Kysely<Tables>, now: number, most: number) =>
  db
    .selectFrom('orders as first')
    .select(['first.id', 'first.place', 'first.card', 'first.until'])
    .where('first.sending_at', 'is', null)
    .where('first.set_aside_at', 'is', null)
    .where('first.due_at', '<=', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('orders as earlier')
            .select('earlier.id')
            .whereRef('earlier.conversation', '=', 'first.conversation')
            .whereRef('earlier.position', '<', 'first.position')
            .where('earlier.set_aside_at', 'is', null)
            // A change that keeps failing holds back nothing new that is to be said.
            .where(({ or, eb }) =>
              or([eb('earlier.attempts', '<', STUBBORN), eb('earlier.due_at', '<=', now)]),
            ),
        ),
      ),
    )
    .orderBy('first.position')
    .limit(most);

const dueAnywhere = composedOnce(dueFirst);

const dueBeside = composedOnce((db, now: number, most: number, conversations: readonly string[]) =>
  dueFirst(db, now, most).where('first.conversation', 'not in', conversations),
);

export interface Except {
  readonly conversations: readonly string[];
  readonly channels: readonly string[];
}

/** Those that are due in other conversations and channels than these, as {@link dueFirst}. */
export async function dueOrders(
  db: Kysely<Tables>,
  now: number,
  most: number,
  { conversations, channels }: Except,
) {
  if (channels.length > 0)
    return dueFirst(db, now, most)
      .$if(conversations.length > 0, (query) => query.where('first.conversation', 'not in', conversations))
      .where('first.channel', 'not in', channels)
      .execute();
  const { rows } = await (conversations.length > 0
    ? dueBeside(db, now, most, conversations)
    : dueAnywhere(db, now, most));
  return rows;
}
