// How posts are looked for, whatever the database and the filter.
import type { PostFilter, PostPlace } from '../../../feedback/posts.ts';

/** What a statement has looked at. */
export interface Looked {
  /** Those that fit. */
  readonly fitting: readonly PostPlace[];
  /** Where to go on; undefined when there are no others. */
  readonly last: PostPlace | undefined;
}

/**
 * Statements that look for posts after a place, the newest first, until enough were looked at.
 * @param most how many that fit are wanted.
 */
export type LookForPosts = (
  filter: PostFilter,
  after: PostPlace | undefined,
  most: number,
) => AsyncIterable<Looked>;
