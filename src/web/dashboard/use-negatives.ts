// Asks for the newest negative posts whenever new figures have come; a reader who may not read posts has none.
import { useEffect, useRef, useState } from 'react';
import { ApiError, OPENED } from '../call.ts';
import { instantOf } from '../posts/address.ts';
import { askPosts, type Post } from '../posts/questions.ts';
import type { Shown } from './use-figures.ts';

const MOST = 5;

/** @returns null before they have come, and for a reader who may not read posts. */
export function useNegatives({ since, at }: Pick<Shown, 'since' | 'at'>): readonly Post[] | null {
  const [negatives, setNegatives] = useState<readonly Post[] | null>(null);
  // What was refused is not asked again every few seconds, but for whoever has signed in since.
  const refused = useRef(false);
  useEffect(() => {
    const opened = () => {
      refused.current = false;
    };
    window.addEventListener(OPENED, opened);
    return () => window.removeEventListener(OPENED, opened);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when figures have come, at `at`
  useEffect(() => {
    if (refused.current) return;
    let left = false;
    askPosts({ label: 'negative', from: instantOf(since) }, null, MOST).then(
      ({ posts }) => {
        if (!left) setNegatives(posts);
      },
      (error) => {
        if (!(error instanceof ApiError)) throw error;
        refused.current = error.failure === 'forbidden';
        // While the service is away, the last ones stay.
        if (refused.current && !left) setNegatives(null);
      },
    );
    return () => {
      left = true;
    };
  }, [since, at]);
  return negatives;
}
