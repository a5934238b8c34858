// Counts posts that wait or have waited for an answer, with the same queries on SQLite and PostgreSQL. The times are read from
// an index in which nothing else stands, a day at a time; what waits is counted by the week.
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

export function createTriageClock({ db }: Pick<Database, 'db'>): TriageClock {
  const since = (from: number) => db.selectFrom('triage').where('opened_at', '>=', from);
  /** Each word for word the condition of an index. */
  const isOpen = sql<boolean>`status = 'open'`;
  const isTaken = sql<boolean>`status = 'taken'`;

  /** The times of posts of a slice, each once for every group that it is in. */
  function timesIn(
    { since: from, until }: Period,
    channel: string | undefined,
    by: TriageGrouping | undefined,
  ) {
    const times = since(from)
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

  /** From the first to the last day in which posts began to wait. */
  async function inhabited(period: Period): Promise<Period | undefined> {
    const times = db.selectFrom('triage').select('opened_at as at');
    const first = await times
      .where('opened_at', '>=', period.since)
      .orderBy('opened_at')
      .limit(1)
      .executeTakeFirst();
    const last = await times
      .where('opened_at', '<', period.until)
      .orderBy('opened_at', 'desc')
      .limit(1)
      .executeTakeFirst();
    return first && last && { since: first.at, until: Math.min(period.until, last.at + 1) };
  }

  return {
    async waiting(from, channel) {
      const whole = await inhabited({ since: from, until: Number.MAX_SAFE_INTEGER });
      let open = 0;
      let taken = 0;
      let oldest: number | null = null;
      if (!whole) return { open, taken, oldest };
      for await (const slice of slicesOf(whole, WEEK)) {
        const inSlice = since(slice.since)
          .where('opened_at', '<', slice.until)
          .$if(channel !== undefined, (query) => query.where('channel', '=', noNul(channel!)));
        const waits = await inSlice
          .select(({ fn }) => [fn.countAll<number>().as('posts'), fn.min('opened_at').as('oldest')])
          .where(isOpen)
          .executeTakeFirstOrThrow();
        const has = await inSlice
          .select(({ fn }) => fn.countAll<number>().as('posts'))
          .where(isTaken)
          .executeTakeFirstOrThrow();
        open += Number(waits.posts);
        taken += Number(has.posts);
        if (waits.oldest !== null) oldest ??= Number(waits.oldest);
      }
      return { open, taken, oldest };
    },

    async count(period, { channel, by }) {
      const groups = new Map<string | number, ReturnType<typeof createTriageSum>>();
      const groupOf = (group: string | null, openedAt: number) => {
        if (by === undefined) return '';
        return by === 'week' ? openedAt - ((openedAt - FIRST_MONDAY) % WEEK) : group;
      };
      const whole = await inhabited(period);
      if (whole)
        for await (const slice of slicesOf(whole, DAY))
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
