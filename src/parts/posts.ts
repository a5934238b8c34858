// Builds the search for posts, and catches up with posts that were stored before there was one.
import { createBackgroundTask } from '../background/task.ts';
import type { PostStore } from '../feedback/posts.ts';
import { createPostStore } from '../storage/stores/posts/post-store.ts';
import { indexWords } from '../storage/stores/posts/word-index.ts';
import type { Surroundings } from './surroundings.ts';

export interface Posts {
  readonly posts: PostStore;
  /** Makes earlier posts findable, in the background. */
  start(): void;
  stop(): Promise<void>;
}

export function createPosts({ database, log }: Surroundings): Posts {
  const indexing = createBackgroundTask({
    async work() {
      const added = await indexWords(database);
      if (added > 0) log.info({ added }, 'earlier posts can be searched');
      return undefined;
    },
    onFailure: (err, wait) => log.error({ err, wait }, 'earlier posts cannot be indexed; trying again'),
  });
  return { posts: createPostStore(database), start: indexing.notify, stop: () => indexing.stop() };
}
