// From a clean post to the numbers that the model reads. The ids are those of the lab's tokenizer (see golden.jsonl).
import { PreTrainedTokenizer } from '@xenova/transformers';
import type { Model } from '../model/model.ts';
import type { Reading } from '../verdict.ts';
import { createReader } from './reading.ts';

/** Longest text that is looked at, in UTF-16 units: many times the window of any model. */
const CHARACTERS = 10_000;

export interface Encoding {
  /** `<s>`, the pieces of the post, `</s>`: at most the window of the model. */
  readonly ids: number[];
  /** True when the post is longer than the window, so that its end was cut off. */
  readonly truncated: boolean;
  /** How the pieces look, without what they say. */
  readonly reading: Reading;
}

export interface Tokenizer {
  encode(normalised: string): Encoding;
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
      const text = normalised.slice(0, CHARACTERS);
      const all = encodeBeginning(pieces, text, maxTokens);
      const truncated = all.length > maxTokens;
      const ids = truncated ? [...all.slice(0, maxTokens - 1), all.at(-1)!] : all;
      return { ids, truncated, reading: read(ids) };
    },
  };
}

/**
 * Tokenises no more words than can matter: words are cut into pieces one by one, and nearly each is at least one piece.
 * The few that are none (a lone joiner, say) may leave the window unfilled; then the whole text is taken.
 */
function encodeBeginning(pieces: PreTrainedTokenizer, text: string, maxTokens: number): number[] {
  const beginning = text.split(' ', maxTokens).join(' ');
  const ids = pieces.encode(beginning);
  return ids.length > maxTokens || beginning.length === text.length ? ids : pieces.encode(text);
}
