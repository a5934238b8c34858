// Places in the queues of what is to be worked on and said: behind all that waits in the same channel or chat, whatever the clocks say.
import { type Kysely, sql } from 'kysely';
import { composedOnce } from '../../composed.ts';
import { createPositions } from '../../engine/positions.ts';
import type { Tables } from '../../engine/tables.ts';

/** One statement, so that what becomes a message of a job meanwhile is seen as the one or the other. */
const lastIn = composedOnce((db, channels: readonly string[]) => {
  const rows = sql.join(channels.map((channel) => sql`(${channel})`));
  return db
    .selectFrom(
      sql<{ channel: string }>`(select column1 as channel from (values ${rows}) as given)`.as('asked'),
    )
    .select(({ selectFrom }) => [
      'asked.channel',
      selectFrom('jobs')
        .select(({ fn }) => fn.max('position').as('last'))
        .whereRef('jobs.channel', '=', 'asked.channel')
        .as('job'),
      selectFrom('orders')
        .select(({ fn }) => fn.max('position').as('last'))
        .whereRef('orders.channel', '=', 'asked.channel')
        .as('order'),
    ]);
});

/**
 * Gives places, in the transaction that uses them. Whoever was told that a post is kept hands the next one over after it, to whichever
 * replica: that one sees the former and comes behind it. What two replicas take at the same time has no order.
 * @param channels without thread, one for each place; NUL is not allowed.
 * @returns as many places, those of one channel in the order in which they were asked for.
 */
export type GivePlaces = (on: Kysely<Tables>, channels: readonly string[]) => Promise<readonly number[]>;

/** @param clock milliseconds since 1970-01-01T00:00Z, as alike in every replica as can be. */
export function createPlaces(clock: () => number): GivePlaces {
  const nextPosition = createPositions(clock);

  return async (on, channels) => {
    if (channels.length === 0) return [];
    const { rows } = await lastIn(on, [...new Set(channels)]);
    const last = new Map(rows.map(({ channel, job, order }) => [channel, Math.max(job ?? 0, order ?? 0)]));
    return channels.map((channel) => {
      const position = nextPosition(last.get(channel));
      last.set(channel, position);
      return position;
    });
  };
}
