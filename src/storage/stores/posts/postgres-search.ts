// Finds words in posts on PostgreSQL. Its index of words (GIN) does not know the order of time: whatever has the words is
// collected and then sorted, which takes milliseconds for rare words and seconds for common ones. Those are met soon in the order
// of time. So posts are read newest first, and the index takes over once the words prove rare; a page that would need more of
// both is left unfinished, and the next one goes on.
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { PostFilter, PostPlace, SearchTerm } from '../../../feedback/posts.ts';
import type { Tables } from '../../engine/tables.ts';
import type { Looked } from './looked.ts';
import { all, indexedConditions, isAfter, otherConditions } from './post-filter.ts';
import { toTsQuery, toTsQueryOfWords } from './search-query.ts';

/** Posts that are read in the order of time, one statement after the other: some 20 ms in all. */
const CHUNKS = [100, 400, 2000, 4000, 4000, 4000];
/** Words are rare when fewer than one in so many posts has them, among so many at least. */
const RARE = { oneIn: 500, among: 500 };
/** In a channel, whose own index narrows what is collected, and whose posts lie far apart in the order of time. */
const RARE_IN_CHANNEL = { oneIn: 20, among: 100 };

interface Row extends PostPlace {
  readonly fits: boolean;
  /** Of the whole chunk: how many it has, and how many of them have the words, be it in another order or against the filter. */
  readonly looked: number;
  readonly held: number;
}

export function createPostgresSearch(db: Kysely<Tables>) {
  /** Gives what fits, and the last of the chunk, from which the next one goes on. */
  const inOrder = (
    filter: PostFilter,
    words: readonly SearchTerm[],
    after: PostPlace | undefined,
    size: number,
  ) => sql<Row>`
    with looked as materialized (
      select id, created_at, words @@ ${toTsQueryOfWords(words)}::tsquery as held,
        case when words @@ ${toTsQuery(words)}::tsquery then ${all(otherConditions(filter))} else false end as fits
      from predictions where ${all([...indexedConditions(filter), ...isAfter(after)])}
      order by created_at desc, id desc limit ${size}
    ), counted as (
      select count(*)::int as looked, count(*) filter (where held)::int as held from looked
    )
    select id, created_at as at, fits, counted.looked, counted.held from looked, counted
    where fits or id = (select id from looked order by created_at, id limit 1)
    order by created_at desc, id desc`;

  const byIndex = (
    filter: PostFilter,
    words: readonly SearchTerm[],
    after: PostPlace | undefined,
    most: number,
  ) => sql<PostPlace>`
    with found as materialized (
      select id, created_at from predictions
      where ${all([
        sql<SqlBool>`words @@ ${toTsQuery(words)}::tsquery`,
        ...indexedConditions(filter),
        ...isAfter(after),
        ...otherConditions(filter),
      ])}
    )
    select id, created_at as at from found order by created_at desc, id desc limit ${most}`;

  return async function* search(
    filter: PostFilter,
    words: readonly SearchTerm[],
    after: PostPlace | undefined,
    most: number,
  ): AsyncIterable<Looked> {
    let place = after;
    const { oneIn, among } = filter.channel === undefined ? RARE : RARE_IN_CHANNEL;
    let [looked, held] = [0, 0];
    for (const size of CHUNKS) {
      const { rows } = await inOrder(filter, words, place, size).execute(db);
      const chunk = rows.at(-1);
      const last = chunk?.looked === size ? chunk : undefined;
      yield { fitting: rows.filter(({ fits }) => fits), last };
      if (!last) return;
      place = last;
      looked += last.looked;
      held += last.held;
      if (looked >= among && held * oneIn < looked) break;
    }
    if (held * oneIn >= looked) return;
    const { rows } = await byIndex(filter, words, place, most).execute(db);
    yield { fitting: rows, last: undefined };
  };
}
