// The list of posts: the first page when the filter changes, the next when it is asked for. Where the service looked through
// some two thousand posts and found too few, it is asked to go on, some times by itself.
import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, type Failure, mayPass, OPENED } from '../call.ts';
import { addressOf, type PostsFilter } from './address.ts';
import { askPosts, type Post } from './questions.ts';

/** Milliseconds between two askings while the service does not answer. */
const PAUSE = 3000;
const ENOUGH = 10;
const TRIES = 15;

export interface Listed {
  /** Null until the first page has come. */
  readonly posts: readonly Post[] | null;
  readonly next: string | null;
  /** How far the search has come, when it has not come to the end. */
  readonly lookedBackTo: string | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

const NOTHING: Listed = { posts: null, next: null, lookedBackTo: null, loading: true, failure: null };

export function usePosts(filter: PostsFilter): Listed & { readonly more: () => void } {
  const [listed, setListed] = useState<Listed>(NOTHING);
  const current = useRef(0);
  const address = addressOf(filter);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address says all of the filter
  const load = useCallback(
    async (earlier: readonly Post[], from: string | null) => {
      current.current += 1;
      const turn = current.current;
      const isOld = () => turn !== current.current;
      setListed((before) => ({ ...before, loading: true }));
      try {
        let posts = earlier;
        let next = from;
        for (let tries = 0; tries < TRIES; tries += 1) {
          const page = await askPosts(filter, next);
          if (isOld()) return;
          posts = [...posts, ...page.posts];
          next = page.next;
          setListed({
            posts,
            next,
            lookedBackTo: page.looked_back_to,
            loading: next !== null,
            failure: null,
          });
          if (next === null || posts.length - earlier.length >= ENOUGH) break;
        }
        setListed((before) => ({ ...before, loading: false }));
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!isOld()) setListed((before) => ({ ...before, loading: false, failure: error.failure }));
      }
    },
    [address],
  );

  useEffect(() => {
    setListed(NOTHING);
    const begin = () => void load([], null);
    begin();
    window.addEventListener(OPENED, begin);
    return () => window.removeEventListener(OPENED, begin);
  }, [load]);

  const { failure, posts, next } = listed;
  const waiting = failure !== null && failure !== 'locked' && mayPass(failure);
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => void load(posts ?? [], posts ? next : null), PAUSE);
    return () => clearInterval(timer);
  }, [waiting, load, posts, next]);

  return { ...listed, more: () => void load(posts ?? [], next) };
}
