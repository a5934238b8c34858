// From a clean post to the numbers that the model reads. The ids are those of the lab's tokenizer (see golden.jsonl).
import { PreTrainedTokenizer } from '@xenova/transformers';
import type { Model } from '../model/model.ts';
import type { Reading } from '../verdict.ts';
import { createReader } from './reading.ts';
import { createShorten } from './shorten.ts';
import { createUnigram } from './unigram.ts';

/** A model of the library's that leaves a text whole, in place of the one whose search unigram.ts does. */
const WHOLE = { type: 'Legacy', vocab: {} };

/**
 * A beginning of a text that is cut into pieces first, in UTF-16 units: it fills the window of nearly every long post. The
 * time grows with the square of what stands without a space.
 */
const BEGINNING = 1_000;
/** No post is read further, whatever signs it has that are no part of any piece. */
const LONGEST = 10_000;
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
  const unigram = createUnigram(definition);
  const library = new PreTrainedTokenizer({ ...definition, model: WHOLE }, config);
  const special = new Map(library.all_special_tokens.map((token, n) => [token, library.all_special_ids[n]!]));
  const read = createReader(unigram);
  const shorten = createShorten(unigram.pieces);
  const longestPiece = unigram.pieces.reduce((longest, { length }) => Math.max(longest, length), 1);
  /** Fills the window unless there are signs that vanish. */
  const enough = (maxTokens + MARGIN + 1) * longestPiece;

  /** The library cleans the text and sets its words apart, between `<s>` and `</s>`. */
  function idsOf(text: string): number[] {
    const parts = library.tokenize(text, { add_special_tokens: true });
    return parts.flatMap((part) => special.get(part) ?? unigram.split(part));
  }

  /** Tokenises no more than can matter. */
  function encodeBeginning(text: string): number[] {
    const short = shorten(text);
    let ids: number[] = [];
    for (const length of [BEGINNING, enough, LONGEST]) {
      ids = idsOf(short.slice(0, length));
      if (ids.length > maxTokens + MARGIN || short.length <= length) break;
    }
    return ids;
  }

  return {
    encode(normalised) {
      const all = encodeBeginning(normalised);
      const truncated = all.length > maxTokens;
      const ids = truncated ? [...all.slice(0, maxTokens - 1), all.at(-1)!] : all;
      return { ids, truncated, reading: read(ids) };
    },
  };
}
