// Counts posts that wait or have waited for an answer, with the same queries on SQLite and PostgreSQL. The times are read from
// an index in which nothing else stands.
import { sql } from 'kysely';
import type { Period } from '../../../feedback/statistics.ts';
import { createTriageSum, type TriageClock, type TriageGrouping } from '../../../triage/clock.ts';
import { slicesOf } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';

const DAY = 24 * 60 * 60 * 1000;
const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/**
 * How long the slices are in which times are read, and what waits is counted. While SQLite answers nothing else runs, and a
 * statement costs next to nothing; PostgreSQL answers elsewhere, and every statement is a journey there and back.
 */
const SLICES: Readonly<Record<Database['kind'], { readonly read: number; readonly counted: number }>> = {
  sqlite: { read: DAY, counted: WEEK },
  postgres: { read: WEEK, counted: Number.POSITIVE_INFINITY },
};

export function createTriageClock({ db, kind }: Pick<Database, 'db' | 'kind'>): TriageClock {
  const triage = db.selectFrom('triage');
  const lengths = SLICES[kind];
  /** Each word for word the condition of an index. */
  const isOpen = sql<boolean>`status = 'open'`;
  const isTaken = sql<boolean>`status = 'taken'`;

  /** The times of posts of a slice, each once for every group that it is in. */
  function timesIn(
    { since: from, until }: Period,
    channel: string | undefined,
    by: TriageGrouping | undefined,
  ) {
    const times = triage
      .where('opened_at', '>=', from)
      .where('opened_at', '<', until)
      .select(['opened_at as openedAt', 'status', 'taken_at as takenAt', 'done_at as doneAt'])
      .$if(channel !== undefined, (query) => query.where('triage.channel', '=', noNul(channel!)));
    if (by === 'topic')
      return times
        .innerJoin('prediction_topics', 'prediction_topics.prediction_id', 'triage.prediction_id')
        .select('topic as group')
        .execute();
    return times.select('triage.channel as group').execute();
  }

  /** From the first to the last moment at which some of these began to wait. */
  async function inhabited(posts: typeof triage): Promise<Period | undefined> {
    const times = posts.select('opened_at').limit(1);
    const { first, last } = await db
      .selectNoFrom([times.orderBy('opened_at').as('first'), times.orderBy('opened_at', 'desc').as('last')])
      .executeTakeFirstOrThrow();
    return first === null || last === null ? undefined : { since: first, until: last + 1 };
  }

  async function countBy(status: typeof isOpen, channel: string | undefined) {
    const posts = triage
      .where(status)
      .$if(channel !== undefined, (query) => query.where('channel', '=', noNul(channel!)));
    const whole = await inhabited(posts);
    let count = 0;
    if (whole)
      for await (const { since, until } of slicesOf(whole, lengths.counted)) {
        const slice = await posts
          .where('opened_at', '>=', since)
          .where('opened_at', '<', until)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        count += Number(slice.count);
      }
    return { count, oldest: whole?.since ?? null };
  }

  return {
    async waiting(channel) {
      const open = await countBy(isOpen, channel);
      const taken = await countBy(isTaken, channel);
      return { open: open.count, oldest: open.oldest, taken: taken.count };
    },

    async count(period, { channel, by }) {
      const groups = new Map<string | number, ReturnType<typeof createTriageSum>>();
      const groupOf = (group: string | null, openedAt: number) => {
        if (by === undefined) return '';
        return by === 'week' ? openedAt - ((openedAt - FIRST_MONDAY) % WEEK) : group;
      };
      const within = triage.where('opened_at', '>=', period.since).where('opened_at', '<', period.until);
      const whole = await inhabited(within);
      if (whole)
        for await (const slice of slicesOf(whole, lengths.read))
          for (const row of await timesIn(slice, channel, by)) {
            const group = groupOf(row.group, row.openedAt);
            if (group === null) continue; // it stands in no channel
            const sum = groups.get(group) ?? createTriageSum();
            groups.set(group, sum);
            sum.add(row);
          }
      return [...groups]
        .map(([group, { sum }]) => ({ group, ...sum() }))
        .sort((a, b) => (a.group < b.group ? -1 : 1));
    },
  };
}
