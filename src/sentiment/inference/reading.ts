// How a post looks to the tokenizer: three numbers that tell whether posts have changed, and nothing of what they say.
import { z } from 'zod';
import type { Reading } from '../verdict.ts';

/**
 * The Unigram model of tokenizer.json: each piece with the logarithm of its probability, and which one is the unknown. The file
 * is the one that the card names, so its tens of thousands of pieces are not looked at one by one.
 */
const unigram = z.object({
  model: z.object({ unk_id: z.int(), vocab: z.custom<readonly [string, number][]>(Array.isArray) }),
});

/** @param definition what tokenizer.json holds. @returns every piece that the tokenizer knows. */
export function piecesOf(definition: object): readonly string[] {
  return unigram.parse(definition).model.vocab.map(([piece]) => piece);
}

/** A piece that the tokenizer does not know is a little less likely than any that it knows, as it reckons itself. */
const PENALTY = 10;

/**
 * @param definition what tokenizer.json holds.
 * @returns what reads `<s>`, the pieces of a post, `</s>`.
 */
export function createReader(definition: object): (ids: readonly number[]) => Reading {
  const { unk_id, vocab } = unigram.parse(definition).model;
  const scores = Float64Array.from(vocab, ([, score]) => score);
  scores[unk_id] = scores.reduce((least, score) => Math.min(least, score), 0) - PENALTY;
  return (ids) => {
    const pieces = ids.slice(1, -1);
    const unlikely = pieces.reduce((sum, id) => sum - scores[id]!, 0);
    return {
      pieces: pieces.length,
      unknown: pieces.filter((id) => id === unk_id).length,
      surprise: pieces.length > 0 ? unlikely / pieces.length : 0,
    };
  };
}
