// Keeps verdicts of late, so that copies of a post, as retweets are, need no inference. Posts themselves are not kept.
import { createHash } from 'node:crypto';
import type { Verdict } from './verdict.ts';

export interface VerdictCache {
  /** The verdict on a normalised text, if it was judged lately. */
  find(text: string): Verdict | undefined;
  keep(text: string, verdict: Verdict): void;
}

/**
 * A cache for one model; it ends with the classifier that it belongs to.
 * @param size verdicts kept; the one that was asked for longest ago goes first.
 * @param onLookup told each time whether the verdict was there.
 */
export function createVerdictCache(size: number, onLookup?: (hit: boolean) => void): VerdictCache {
  const verdicts = new Map<string, Verdict>();
  return {
    find(text) {
      const key = digest(text);
      const verdict = verdicts.get(key);
      onLookup?.(verdict !== undefined);
      if (verdict) {
        verdicts.delete(key); // to the end: a Map keeps the order of insertion
        verdicts.set(key, verdict);
      }
      return verdict;
    },
    keep(text, verdict) {
      verdicts.set(digest(text), verdict);
      if (verdicts.size > size) verdicts.delete(verdicts.keys().next().value!);
    },
  };
}

/** What was written cannot be read back from memory: erasing a post need not look here. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
