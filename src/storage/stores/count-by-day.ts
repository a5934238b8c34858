// Counts a day at a time, with others having their turn in between: a month of a million posts is half a second of SQLite,
// in which nobody else would be answered.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Group, Period, Statistics } from '../../feedback/statistics.ts';
import type { Database } from '../engine/database.ts';

const DAY = 24 * 3_600_000;

/** @returns the same counts as `statistics`, in the same order. */
export function countByDay(statistics: Statistics, { db }: Pick<Database, 'db'>): Statistics {
  /** The part of a period in which there are predictions at all. */
  async function inhabited({ since, until }: Period): Promise<Period> {
    const created = db.selectFrom('predictions').select('created_at').limit(1);
    const first = await created.orderBy('created_at').executeTakeFirst();
    const last = await created.orderBy('created_at', 'desc').executeTakeFirst();
    return {
      since: Math.max(since, first?.created_at ?? until),
      until: Math.min(until, (last?.created_at ?? since) + 1),
    };
  }

  return {
    async count(period, by) {
      const groups = new Map<Group['group'], Group>();
      const { since, until } = await inhabited(period);
      for (let from = since; from < until; ) {
        const end = Math.min(until, (Math.floor(from / DAY) + 1) * DAY);
        for (const found of await statistics.count({ since: from, until: end }, by))
          groups.set(found.group, sumOf(groups.get(found.group), found));
        from = end;
        await nextTurn();
      }
      return [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1));
    },
  };
}

/** Every count of two groups of one name added up. */
function sumOf(earlier: Group | undefined, found: Group): Group {
  if (!earlier) return found;
  const { group, ...counts } = found;
  const sums = Object.entries(counts).map(([name, count]) => [
    name,
    Number(count) + Number(earlier[name as keyof Group]),
  ]);
  return { group, ...Object.fromEntries(sums) };
}
