// From a clean post to the numbers that the model reads. The ids are those of the lab's tokenizer (see golden.jsonl).
import { PreTrainedTokenizer } from '@xenova/transformers';
import type { Model } from '../model/model.ts';
import type { Reading } from '../verdict.ts';
import { createReader } from './reading.ts';

/**
 * Beginnings of a text that are cut into pieces until one fills the window, in UTF-16 units. The time grows with the
 * square of what stands without a space, and the last is many times the window of any model.
 */
const BEGINNINGS = [1_000, 4_000, 10_000];
/** Pieces beside a cut that it may have changed. */
const MARGIN = 16;

export interface TokenizedPost {
  /** `<s>`, the pieces of the post, `</s>`: at most the window of the model. */
  readonly ids: number[];
  /** True when the post is longer than the window, so that its end was cut off. */
  readonly truncated: boolean;
  /** How the pieces look, without what they say. */
  readonly reading: Reading;
}

export interface Tokenizer {
  encode(normalised: string): TokenizedPost;
}

/**
 * The tokenizer of a loaded model. It is built from what it is given and never asks a network.
 * @param maxTokens the model's window in tokens, `<s>` and `</s>` included.
 */
export function createTokenizer({ definition, config }: Model['tokenizer'], maxTokens: number): Tokenizer {
  const pieces = new PreTrainedTokenizer(definition, config);
  const read = createReader(definition);
  return {
    encode(normalised) {
      const all = encodeBeginning(pieces, normalised, maxTokens);
      const truncated = all.length > maxTokens;
      const ids = truncated ? [...all.slice(0, maxTokens - 1), all.at(-1)!] : all;
      return { ids, truncated, reading: read(ids) };
    },
  };
}

/** Tokenises no more than can matter. Few signs are so rare that a thousand of them do not fill the window. */
function encodeBeginning(pieces: PreTrainedTokenizer, text: string, maxTokens: number): number[] {
  let ids: number[] = [];
  for (const length of BEGINNINGS) {
    ids = pieces.encode(text.slice(0, length));
    if (ids.length > maxTokens + MARGIN || text.length <= length) break;
  }
  return ids;
}
