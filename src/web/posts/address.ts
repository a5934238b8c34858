// What the Posts view shows, as the address says it: `#posts?q=bagage&label=negative` or `#post/<id>`. Pure.

/**
 * Names of a filter in the address, most of them those of the API. `from` and `to` are days of the reader, as 2026-11-28, or
 * instants as {@link instantOf} writes them.
 */
export const FILTERS = [
  'q',
  'label',
  'certain',
  'lang',
  'topic',
  'channel',
  'source',
  'feedback',
  'status',
  'incident',
  'from',
  'to',
] as const;
export type FilterName = (typeof FILTERS)[number];

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;

/** What is missing does not filter. */
export type PostsFilter = { readonly [name in FilterName]?: string };

export type PostsPlace = { readonly post: string } | { readonly filter: PostsFilter };

export function shownBy(hash: string): PostsPlace {
  const post = /^#post\/([\w-]+)$/.exec(hash)?.[1];
  if (post !== undefined) return { post };
  const query = new URLSearchParams(hash.split('?')[1] ?? '');
  return {
    filter: Object.fromEntries(
      FILTERS.flatMap((name) => (query.get(name) ? [[name, query.get(name)!]] : [])),
    ),
  };
}

export function addressOf(filter: PostsFilter): string {
  const query = new URLSearchParams(given(filter));
  return query.size > 0 ? `#posts?${query}` : '#posts';
}

export const addressOfPost = (id: string) => `#post/${id}`;

/** Milliseconds since 1970-01-01T00:00Z as `from` and `to` may hold them, to the minute: 2026-11-28T13:00Z. */
export const instantOf = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`;

/** The reader's day in which a period begins or ends, for a date field; empty for what is neither a day nor an instant. */
export function dayOf(filter: PostsFilter, name: 'from' | 'to'): string {
  const text = filter[name] ?? '';
  if (!INSTANT.test(text)) return DAY.test(text) ? text : '';
  const within = Date.parse(text) - (name === 'to' ? 1 : 0);
  return Number.isNaN(within) ? '' : new Date(within).toLocaleDateString('sv-SE');
}

/** The same as the API asks it: days begin and end at the reader's midnight. */
export function queryOf({ from, to, ...others }: PostsFilter): URLSearchParams {
  const query = new URLSearchParams(given(others));
  const since = from && edge(from, 0);
  const until = to && edge(to, 1);
  if (since) query.set('since', since);
  if (until) query.set('until', until);
  return query;
}

/** @returns undefined for what is neither a day nor an instant. */
function edge(text: string, later: number): string | undefined {
  if (INSTANT.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString();
  const [, year, month, date] = DAY.exec(text) ?? [];
  return date && new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}

function given(filter: PostsFilter): Record<string, string> {
  return Object.fromEntries(FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
}
