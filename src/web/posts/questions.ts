// What the Posts view asks the service.
import type { z } from 'zod';
import type { ChannelsOut } from '../../api/routes/channels/channels.ts';
import type { PostItem, PostsOut } from '../../api/routes/posts/post-schemas.ts';
import type { StatusOut } from '../../api/routes/posts/status.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { call } from '../call.ts';
import { type PostsFilter, queryOf } from './address.ts';
import type { Answering, PostStatus } from './answering.ts';

export type Post = z.output<typeof PostItem>;
export type Page = z.output<typeof PostsOut>;

/** @param after where the page before ended; null for the first. @param limit most posts of a page. @throws {ApiError} as all of these do. */
export function askPosts(filter: PostsFilter, after: string | null, limit?: number): Promise<Page> {
  const query = queryOf(filter);
  if (limit !== undefined) query.set('limit', String(limit));
  if (after) query.set('after', after);
  return call(query.size > 0 ? `posts?${query}` : 'posts');
}

/** Resolves once it is on disk. @param etag of what was seen: of two who saw the same one wins, the other fails with `changed`. */
export function changeStatus(id: string, status: PostStatus, etag: string): Promise<Answering> {
  const headers = { 'If-Match': etag };
  return call(`posts/${encodeURIComponent(id)}/status`, { status }, { method: 'PATCH', headers });
}

type ChangedBy = z.output<typeof StatusOut>['history'][number]['by'];

/** Where a post stands, and who changed that last: nobody when it happened by itself. */
export async function askStatus(id: string): Promise<Answering & { readonly changedBy: ChangedBy }> {
  const status: z.output<typeof StatusOut> = await call(`posts/${encodeURIComponent(id)}/status`);
  return { ...status, changedBy: status.history.at(-1)?.by ?? 'nobody' };
}

export function askPost(id: string): Promise<Post> {
  return call(`posts/${encodeURIComponent(id)}`);
}

/** The channels that can be chosen; none for whoever may not list them. */
export async function askChannels(): Promise<
  readonly { readonly handle: string; readonly name: string | null }[]
> {
  try {
    return (await call<z.output<typeof ChannelsOut>>('channels')).channels;
  } catch {
    return [];
  }
}

/** Where everything that fits can be had as a file, in the reader's language and time. */
export function exportAddress(filter: PostsFilter, format: 'csv' | 'jsonl', locale: ReaderLanguage): string {
  const query = queryOf(filter);
  query.set('format', format);
  if (format === 'csv') {
    query.set('locale', locale);
    query.set('time_zone', Intl.DateTimeFormat().resolvedOptions().timeZone);
  }
  return `posts?${query}`;
}
