// The posts to look at, newest first in growing chunks, and which of them fit.
import { type RawBuilder, sql } from 'kysely';
import type { PostFilter, PostPlace, SearchTerm } from '../../../feedback/posts.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import type { Looked, LookForPosts } from './looked.ts';
import { all, indexedConditions, isAfter, isFoundByTopic, otherConditions } from './post-filter.ts';
import { createPostgresSearch } from './postgres-search.ts';
import { toFtsQuery } from './search-query.ts';

/** Posts that a page looks at, at most. */
const MOST_LOOKED_AT = 2000;
/** And one statement: some 5 ms of SQLite, in which nothing else runs. */
const LARGEST_CHUNK = 1600;

interface Row extends PostPlace {
  /** SQLite has 0 and 1. */
  readonly fits: boolean | number;
}

export function createCandidates({ db, kind }: Pick<Database, 'db' | 'kind'>): LookForPosts {
  /** By time. */
  const inOrder = (filter: PostFilter, after: PostPlace | undefined, size: number) => sql<Row>`
    select id, created_at as at, ${all(otherConditions(filter))} as fits from predictions
    where ${all([...indexedConditions(filter), ...isAfter(after)])}
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

  function next(filter: PostFilter, after: PostPlace | undefined, size: number): RawBuilder<Row> {
    if (filter.words?.length) return byFts(filter.words, filter, after, size);
    return isFoundByTopic(filter) ? byTopic(filter, after, size) : inOrder(filter, after, size);
  }

  async function* look(
    filter: PostFilter,
    after: PostPlace | undefined,
    most: number,
  ): AsyncIterable<Looked> {
    let place = after;
    let size = Math.max(100, most);
    for (let looked = 0; looked < MOST_LOOKED_AT; size = Math.min(size * 4, LARGEST_CHUNK)) {
      const { rows } = await next(filter, place, size).execute(db);
      const last = rows.length < size ? undefined : rows.at(-1);
      yield { fitting: rows.filter(({ fits }) => fits), last };
      if (!last) return;
      place = last;
      looked += rows.length;
    }
  }

  const search = createPostgresSearch(db);
  return (filter, after, most) =>
    kind === 'postgres' && filter.words?.length
      ? search(filter, filter.words, after, most)
      : look(filter, after, most);
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
