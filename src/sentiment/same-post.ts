// Whether a post says what it said before, however it is formatted now.
import { isDeepStrictEqual } from 'node:util';
import { normalise } from './text/normalise.ts';
import type { Verdict } from './verdict.ts';

/** What the same model says of the same text under the same rules. */
export function isSameVerdict(a: Verdict, b: Verdict): boolean {
  return a.model === b.model && a.probability === b.probability && isDeepStrictEqual(a.brand, b.brand);
}

/** @param before `text` is null where it is not kept; then equal verdicts have to do. */
export function saysTheSame(
  before: Verdict & { readonly text: string | null },
  now: Verdict & { readonly text: string },
): boolean {
  return before.text === null ? isSameVerdict(before, now) : normalise(before.text) === normalise(now.text);
}
