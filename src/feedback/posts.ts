// Posts as people look for them: filtered, searched in words, newest first, a page at a time.
import type { Handling, PostStatus } from './handling.ts';
import type { Correction, Corrections, Prediction, Tally } from './prediction.ts';
import type { Period } from './statistics.ts';

/** What people said of a post: any vote, a 👎, a right label other than the verdict's, or nothing yet. */
export const FEEDBACK_KINDS = ['voted', 'disputed', 'corrected', 'none'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

/** What is undefined does not filter. */
export interface PostFilter {
  /** From then on, milliseconds since 1970-01-01T00:00Z. */
  readonly since?: number | undefined;
  /** Before then. */
  readonly until?: number | undefined;
  /** All of these words stand in the text, in any case and with or without accents. */
  readonly words?: readonly SearchTerm[] | undefined;
  readonly label?: Prediction['label'] | undefined;
  readonly certain?: boolean | undefined;
  readonly language?: Prediction['language'] | undefined;
  /** One of its topics, by name. */
  readonly topic?: string | undefined;
  /** Conversation id without thread. */
  readonly channel?: string | undefined;
  /** As {@link sourceOf} names it. */
  readonly source?: string | undefined;
  readonly feedback?: FeedbackKind | undefined;
  readonly status?: PostStatus | undefined;
  /** Somebody voted against the verdict in this period. */
  readonly disputedIn?: Period | undefined;
  /** The person who looks, when they may not see every post; a keyed hash in the store, an id of Teams elsewhere. */
  readonly seenBy?: string | undefined;
}

/** Where a post comes from: `teams`, the network that it was found on, or `api`. */
export function sourceOf({ door, origin }: Pick<Prediction, 'door' | 'origin'>): string {
  return door === 'teams' ? door : (/^([\w.-]+):https?:/.exec(origin ?? '')?.[1] ?? door);
}

/** A word or a quoted phrase, in every way that it may be written: words in a row. */
export type SearchTerm = readonly (readonly string[])[];

/** A post of the list, after which the next page begins. */
export interface PostPlace {
  /** When it was judged, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  readonly id: string;
}

export interface FoundPost {
  readonly prediction: Prediction;
  readonly tally: Tally;
  /** How many people gave which label after a 👎. */
  readonly corrections: Corrections;
  /** What a reviewer said; null while nobody did. */
  readonly review: Correction | null;
  /** How far it is; null for a post that waits for nothing. */
  readonly handling: Handling | null;
}

export interface PostPage {
  readonly posts: readonly FoundPost[];
  /** Where to go on; null once everything was looked through. */
  readonly next: PostPlace | null;
}

/** Finds posts. src/storage implements it. */
export interface PostStore {
  /**
   * Newest first. A page looks through a limited number of posts, so that it takes milliseconds however rare the filter is:
   * it may hold fewer than `most`, or none, while `next` leads on.
   */
  find(filter: PostFilter, after: PostPlace | undefined, most: number): Promise<PostPage>;
  get(id: string): Promise<FoundPost | undefined>;
}

/** @returns pages until everything was looked through, as large as a statement should be. */
export async function* everyPost(
  store: Pick<PostStore, 'find'>,
  filter: PostFilter,
): AsyncIterable<readonly FoundPost[]> {
  let after: PostPlace | undefined;
  do {
    const { posts, next } = await store.find(filter, after, MOST_IN_A_CHUNK);
    if (posts.length > 0) yield posts;
    after = next ?? undefined;
  } while (after);
}

const MOST_IN_A_CHUNK = 200;
