// What the Posts view shows, as the address says it: `#posts?q=bagage&label=negative` or `#post/<id>`. Pure.

/** Names of a filter in the address, most of them those of the API. `from` and `to` are days of the reader, as 2026-11-28. */
export const FILTERS = [
  'q',
  'label',
  'certain',
  'lang',
  'channel',
  'source',
  'feedback',
  'incident',
  'from',
  'to',
] as const;
export type FilterName = (typeof FILTERS)[number];

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

/** The same as the API asks it: days begin and end at the reader's midnight. */
export function queryOf({ from, to, ...others }: PostsFilter): URLSearchParams {
  const query = new URLSearchParams(given(others));
  const since = from && midnight(from, 0);
  const until = to && midnight(to, 1);
  if (since) query.set('since', since);
  if (until) query.set('until', until);
  return query;
}

/** @returns undefined for what is no day. */
function midnight(day: string, later: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  return date && new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString();
}

function given(filter: PostsFilter): Record<string, string> {
  return Object.fromEntries(FILTERS.flatMap((name) => (filter[name] ? [[name, filter[name]]] : [])));
}
