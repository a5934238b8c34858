// GET /posts and GET /posts/{id}: the posts themselves, for those who may read them.
import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import { linkTo } from '../../../channel/post-link.ts';
import type { ConversationStore } from '../../../delivery/conversation-reference.ts';
import type { NameStore } from '../../../delivery/names.ts';
import type { HashPerson } from '../../../feedback/people.ts';
import { everyPost, type FoundPost, type PostFilter, type PostStore } from '../../../feedback/posts.ts';
import { searchTermsOf } from '../../../feedback/search-terms.ts';
import { Problem } from '../../../http/problem.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import type { Triage } from '../../../triage/triage.ts';
import { type Caller, reviewerOf } from '../../auth/caller.ts';
import { mustSee } from '../../auth/post-access.ts';
import { formatCursor, parseCursor } from '../../contract/cursor.ts';
import { defineRoute } from '../../contract/route.ts';
import { PredictionId } from '../../contract/schemas.ts';
import { mustKnowTopics } from '../../contract/topics.ts';
import type { ChannelHandles } from '../channels/channel-handles.ts';
import type { IncidentParts } from '../model/incidents.ts';
import { csvOf, EXPORT_FORMATS, ExportIn, jsonLinesOf } from './post-export.ts';
import { PostItem, PostsIn, PostsOut, toPostItem, type Whereabouts } from './post-schemas.ts';

export interface ListPostsParts {
  readonly posts: PostStore;
  readonly access: PostAccess;
  readonly conversations: Pick<ConversationStore, 'findConversations'>;
  readonly names: Pick<NameStore, 'namesOf'>;
  readonly handles: ChannelHandles;
  readonly hashPerson: HashPerson;
  readonly triage: Pick<Triage, 'isHolder'>;
  readonly incidents: IncidentParts['incidents'];
  readonly classifier: TopicSource;
}

const Asked = PostsIn.extend(ExportIn);

export const listPosts = (parts: ListPostsParts) =>
  defineRoute({
    method: 'get',
    path: '/posts',
    operation: 'getPosts',
    summary: 'Posts that were judged, newest first: searched, filtered, a page at a time, or all as a file.',
    access: 'read',
    query: Asked,
    answers: {
      200: {
        description: 'A page as JSON; everything that fits as JSON lines or CSV.',
        schema: PostsOut,
        types: ['application/json', ...Object.values(EXPORT_FORMATS)],
      },
    },
    problems: { 404: 'No channel has this handle, or no incident this id.' },
    async handle({ query, caller, accept }) {
      if (query.topic !== undefined) mustKnowTopics(parts.classifier, [query.topic], 'topic');
      const channel = query.channel && (await parts.handles.resolve(query.channel));
      const about = query.incident === undefined ? {} : await postsOf(parts, query.incident);
      const asked = { ...filterOf(query, caller, parts.hashPerson), channel };
      const filter = { ...asked, ...about, ...bothPeriods(asked, about) };
      const format = query.format ?? formatIn(accept);
      if (format === 'json') return { status: 200, json: await page(parts, filter, { ...query, caller }) };
      const items = exported(parts, filter, caller);
      return {
        status: 200,
        type: `${EXPORT_FORMATS[format]}; charset=utf-8`,
        content:
          format === 'csv' ? csvOf(items, { ...query, topics: parts.classifier.topics }) : jsonLinesOf(items),
        headers: { 'Content-Disposition': `attachment; filename="posts.${format}"` },
      };
    },
  });

export const onePost = (parts: ListPostsParts) =>
  defineRoute({
    method: 'get',
    path: '/posts/{id}',
    operation: 'getPost',
    summary: 'A post with its verdict, and what people said of it.',
    access: 'read',
    params: z.strictObject({ id: PredictionId }),
    answers: { 200: { description: 'The post.', schema: PostItem } },
    problems: { 404: 'No post has this id.' },
    async handle({ params: { id }, caller }) {
      const found = await parts.posts.get(id);
      if (!found) throw new Problem(404, 'Unknown post', `No post has the id ${id}.`);
      await mustSee(parts.access, caller, found.prediction);
      const [item] = await toItems(parts, [found], caller);
      return { status: 200, json: item };
    },
  });

async function page(
  parts: ListPostsParts,
  filter: PostFilter,
  { after, limit, caller }: Pick<z.output<typeof Asked>, 'after' | 'limit'> & { caller: Caller | undefined },
): Promise<z.output<typeof PostsOut>> {
  const { posts, next } = await parts.posts.find(filter, after && parseCursor(after), limit);
  return {
    posts: await toItems(parts, posts, caller),
    next: next && formatCursor({ kind: 'post', ...next }),
    looked_back_to: next && new Date(next.at).toISOString(),
  };
}

async function* exported(parts: ListPostsParts, filter: PostFilter, caller: Caller | undefined) {
  for await (const posts of everyPost(parts.posts, filter)) yield await toItems(parts, posts, caller);
}

/** @throws {Problem} 422 when a search holds no words. */
function filterOf(
  {
    q,
    lang: language,
    since,
    until,
    label,
    certain,
    topic,
    source,
    feedback,
    status,
  }: z.output<typeof Asked>,
  caller: Caller | undefined,
  hashPerson: HashPerson,
): PostFilter {
  const words = q?.trim() ? searchTermsOf(q) : undefined;
  if (words && (words.length === 0 || words.length > MOST_WORDS)) throw noSearch(words.length);
  return {
    words,
    language,
    label,
    certain,
    topic,
    source,
    feedback,
    status,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
    seenBy: caller?.person === undefined ? undefined : hashPerson('teams', caller.person),
  };
}

/** The posts with the 👎 of an incident, or those that were unlike others. @throws {Problem} 404 when there is none. */
async function postsOf({ incidents }: ListPostsParts, id: string): Promise<PostFilter> {
  const incident = await incidents.findIncident(id);
  if (!incident)
    throw new Problem(
      404,
      'Unknown incident',
      'No incident has this id; those that are over are deleted some day.',
    );
  const span = { since: incident.firstAt, until: incident.lastAt + 1 };
  return incident.rule === 'drift' ? span : { disputedIn: span };
}

/** What lies in both. */
function bothPeriods(one: PostFilter, other: PostFilter): Pick<PostFilter, 'since' | 'until'> {
  const given = (times: readonly (number | undefined)[]) => times.filter((time) => time !== undefined);
  const [begins, ends] = [given([one.since, other.since]), given([one.until, other.until])];
  return {
    since: begins.length > 0 ? Math.max(...begins) : undefined,
    until: ends.length > 0 ? Math.min(...ends) : undefined,
  };
}

const MOST_WORDS = 20;

function noSearch(words: number): Problem {
  const message =
    words === 0 ? 'holds no words; search for letters or digits' : `has more than ${MOST_WORDS} words`;
  return new Problem(422, 'Invalid field', `q: ${message}`, { errors: [{ field: 'q', message }] });
}

/** What an Accept header asks for: the first type that can be had. */
function formatIn(accept = ''): 'json' | keyof typeof EXPORT_FORMATS {
  const types = accept.split(',').map((type) => type.split(';')[0]!.trim());
  const wanted = types.find((type) =>
    ['application/json', '*/*', ...Object.values(EXPORT_FORMATS)].includes(type),
  );
  return wanted === EXPORT_FORMATS.csv ? 'csv' : wanted === EXPORT_FORMATS.jsonl ? 'jsonl' : 'json';
}

async function toItems(
  { conversations, names, handles, triage }: ListPostsParts,
  posts: readonly FoundPost[],
  caller: Caller | undefined,
): Promise<z.output<typeof PostItem>[]> {
  const ids = [...new Set(posts.flatMap(({ prediction: { channel } }) => channel ?? []))];
  const found = await conversations.findConversations(ids);
  const nameOf = await names.namesOf(ids);
  const references = new Map(found.map((reference) => [reference.conversation, reference]));
  const { door, person } = reviewerOf(caller);
  return posts.map((post) => {
    const { channel } = post.prediction;
    const reference = references.get(channel ?? '');
    const where: Whereabouts = {
      link: linkTo(post.prediction, reference ?? { host: 'unknown' }),
      name: nameOf.get(channel ?? ''),
      handle: channel === null ? undefined : handles.of(channel),
    };
    return toPostItem(post, where, triage.isHolder(post.handling, door, person));
  });
}
