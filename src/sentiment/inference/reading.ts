// How a post looks to the tokenizer: three numbers that tell whether posts have changed, and nothing of what they say.
import type { Reading } from '../verdict.ts';
import type { Unigram } from './unigram.ts';

/** @returns what reads `<s>`, the pieces of a post, `</s>`. */
export function createReader({ scores, unknown }: Unigram): (ids: readonly number[]) => Reading {
  return (ids) => {
    const pieces = ids.length - 2;
    let unlikely = 0;
    let unseen = 0;
    for (let at = 1; at <= pieces; at += 1) {
      unlikely -= scores[ids[at]!]!;
      if (ids[at] === unknown) unseen += 1;
    }
    return { pieces, unknown: unseen, surprise: pieces > 0 ? unlikely / pieces : 0 };
  };
}
