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

/**
 * Posts that are read in the order of time, one statement after the other, each of which ends where the page is full: some 20 ms
 * in all. Words are rare when fewer than one in so many posts of those has them, from the first statement on.
 */
const EVERYWHERE = { oneIn: 500, chunks: [500, 2000, 4000, 4000, 4000] };
/** In a channel, whose own index narrows what is collected, and whose posts lie far apart in the order of time. */
const IN_CHANNEL = { oneIn: 20, chunks: [100, 400, 2000, 4000, 4000, 4000] };

interface Row extends PostPlace {
  readonly fits: boolean;
  /** Of the chunk until here: how many posts, and how many of them have the words, be it in another order or against the filter. */
  readonly looked: number;
  readonly held: number;
}

export function createPostgresSearch(db: Kysely<Tables>) {
  /** Gives what fits, and the last of the chunk, from which the next one goes on; reads no further than `missing` need. */
  const inOrder = (
    filter: PostFilter,
    words: readonly SearchTerm[],
    after: PostPlace | undefined,
    { size, missing }: { readonly size: number; readonly missing: number },
  ) => sql<Row>`
    select id, created_at as at, fits, looked, held from (
      select id, created_at, fits, (row_number() over in_order)::int as looked,
        (count(*) filter (where has_words) over in_order)::int as held
      from (
        select id, created_at, words @@ ${toTsQueryOfWords(words)}::tsquery as has_words,
          case when words @@ ${toTsQuery(words)}::tsquery then ${all(otherConditions(filter))} else false end as fits
        from predictions where ${all([...indexedConditions(filter), ...isAfter(after)])}
        order by created_at desc, id desc limit ${size}
      ) as chunk
      window in_order as (order by created_at desc, id desc rows unbounded preceding)
    ) as counted
    where fits or looked = ${size}
    order by created_at desc, id desc limit ${missing}`;

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
    const { oneIn, chunks } = filter.channel === undefined ? EVERYWHERE : IN_CHANNEL;
    let missing = most;
    let [looked, held] = [0, 0];
    for (const size of chunks) {
      const { rows } = await inOrder(filter, words, place, { size, missing }).execute(db);
      const fitting = rows.filter(({ fits }) => fits);
      missing -= fitting.length;
      const last = rows.at(-1);
      const isWhole = last?.looked === size;
      yield { fitting, last: isWhole || missing === 0 ? last : undefined };
      if (!isWhole || missing === 0) return;
      place = last;
      looked += last.looked;
      held += last.held;
      if (held * oneIn < looked) break;
    }
    if (held * oneIn >= looked) return;
    const { rows } = await byIndex(filter, words, place, most).execute(db);
    yield { fitting: rows, last: undefined };
  };
}
