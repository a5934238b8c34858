// The posts to look at next, newest first, and whether each fits.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PostFilter, PostPlace, SearchTerm } from '../../../feedback/posts.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import { all, indexedConditions, isAfter, isFoundByTopic, otherConditions } from './post-filter.ts';
import { toFtsQuery, toTsQuery } from './search-query.ts';

export interface Candidate extends PostPlace {
  readonly fits: boolean;
}

interface Amount {
  /** How many to look at. */
  readonly size: number;
  /** How many that fit are wanted. */
  readonly most: number;
  /** Whether those that were looked at so far fitted so rarely that the rest had better be collected by an index. */
  readonly rare: boolean;
}

/** @returns those after a place, and whether there are no others. */
export type NextCandidates = (
  filter: PostFilter,
  after: PostPlace | undefined,
  amount: Amount,
) => Promise<{ readonly candidates: readonly Candidate[]; readonly isLast: boolean }>;

interface Row {
  readonly id: string;
  readonly at: number;
  /** SQLite has 0 and 1. */
  readonly fits: boolean | number;
}

export function createCandidates({ db, kind }: Pick<Database, 'db' | 'kind'>): NextCandidates {
  const ask = async (query: RawBuilder<Row>, limit: number) => {
    const { rows } = await query.execute(db);
    const candidates = rows.map(({ id, at, fits }) => ({ id, at, fits: Boolean(fits) }));
    return { candidates, isLast: rows.length < limit };
  };
  const afterOf = (after: PostPlace | undefined) => (after ? [isAfter(after)] : []);

  /** By time. */
  const inOrder = (indexed: RawBuilder<SqlBool>, fits: RawBuilder<SqlBool>, size: number) => sql<Row>`
    select id, created_at as at, ${fits} as fits from predictions where ${indexed}
    order by created_at desc, id desc limit ${size}`;

  /** The index of topics holds them in the order of time. */
  const byTopic = (
    { topic, ...filter }: PostFilter & { readonly topic: string },
    after: PostPlace | undefined,
    size: number,
  ) =>
    sql<Row>`
    select id, created_at as at, ${all(otherConditions(filter))} as fits
    from (
      select prediction_id as found, judged_at from prediction_topics
      where topic = ${noNul(topic)} ${topicRange(filter, after)}
      order by judged_at desc, prediction_id desc limit ${size}
    ) as "some" join predictions on id = found
    order by judged_at desc, found desc`;

  /** SQLite reads the index of words from the newest post on, however common the words are. */
  const byFts = (
    words: readonly SearchTerm[],
    filter: PostFilter,
    after: PostPlace | undefined,
    size: number,
  ) =>
    sql<Row>`
    select id, created_at as at, ${all([...indexedConditions(filter), ...otherConditions(filter)])} as fits
    from (
      select rowid as found from post_words
      where post_words match ${toFtsQuery(words)} ${rowidRange(filter, after)}
      order by rowid desc limit ${size}
    ) join predictions on position = found
    order by found desc`;

  /** PostgreSQL collects every post with the words: good for rare ones. */
  const byGin = (
    query: RawBuilder<SqlBool>,
    conditions: readonly RawBuilder<SqlBool>[],
    most: number,
  ) => sql<Row>`
    with found as materialized (
      select id, created_at from predictions where ${all([query, ...conditions])}
    )
    select id, created_at as at, true as fits from found order by created_at desc, id desc limit ${most}`;

  return async (filter, after, { size, most, rare }) => {
    const { words } = filter;
    const indexed = [...indexedConditions(filter), ...afterOf(after)];
    const others = otherConditions(filter);
    if (!words?.length && isFoundByTopic(filter)) return ask(byTopic(filter, after, size), size);
    if (!words?.length) return ask(inOrder(all(indexed), all(others), size), size);
    if (kind === 'sqlite') return ask(byFts(words, filter, after, size), size);
    const matches = sql<SqlBool>`words @@ ${toTsQuery(words)}::tsquery`;
    // Common words are soon met in the order of time; whatever is not is rare enough to be collected.
    if (!rare) return ask(inOrder(all(indexed), all([...others, matches]), size), size);
    return ask(byGin(matches, [...indexed, ...others], most), most);
  };
}

function topicRange({ since, until }: PostFilter, after: PostPlace | undefined) {
  return sql.join(
    [
      since !== undefined ? sql`and judged_at >= ${since}` : sql``,
      until !== undefined ? sql`and judged_at < ${until}` : sql``,
      after
        ? sql`and judged_at <= ${after.at} and (judged_at < ${after.at} or prediction_id < ${after.id})`
        : sql``,
    ],
    sql` `,
  );
}

/** Positions are times in 4,096ths of a millisecond; see migration 0016. */
function rowidRange({ since, until }: PostFilter, after: PostPlace | undefined) {
  return sql.join(
    [
      since !== undefined ? sql`and rowid >= ${since * 4096}` : sql``,
      until !== undefined ? sql`and rowid < ${until * 4096}` : sql``,
      after
        ? sql`and rowid < coalesce((select position from predictions where id = ${after.id}), ${after.at * 4096})`
        : sql``,
    ],
    sql` `,
  );
}
