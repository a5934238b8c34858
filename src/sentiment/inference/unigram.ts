// The likeliest way to put a text together from the pieces of a Unigram model (Kudo 2018), found by Viterbi's algorithm. It finds
// what the library's own search finds, rounding included, in a twentieth of the time: numbers in lists take the place of an
// object, and of copies of it, for each piece that could stand somewhere.
import { z } from 'zod';
import { createTrie, NONE, ROOT } from '../text/trie.ts';

/**
 * The Unigram model of tokenizer.json: each piece with the logarithm of its probability, and which one is the unknown. The file
 * is the one that the card names, so its tens of thousands of pieces are not looked at one by one.
 */
const schema = z.object({
  model: z.object({ unk_id: z.int(), vocab: z.custom<readonly [string, number][]>(Array.isArray) }),
});

/** A piece that the tokenizer does not know is a little less likely than any that it knows, as it reckons itself. */
const PENALTY = 10;

/** UTF-16 units of texts for which the lists are there; for a longer one they are made. */
const ORDINARY = 1000;

export interface Unigram {
  /** Every piece that it knows, by its id. */
  readonly pieces: readonly string[];
  /** Logarithm of the probability of each; for the unknown one what it is reckoned with. */
  readonly scores: Float64Array;
  /** Id of the piece that stands for letters that no piece has; there is one for all that stand together. */
  readonly unknown: number;
  /** @returns the ids of the pieces of a text. */
  split(text: string): number[];
}

/** @param definition what tokenizer.json holds. */
export function createUnigram(definition: object): Unigram {
  const { unk_id: unknown, vocab } = schema.parse(definition).model;
  const pieces = vocab.map(([piece]) => piece);
  const scores = Float64Array.from(vocab, ([, score]) => score);
  scores[unknown] = scores.reduce((least, score) => Math.min(least, score), 0) - PENALTY;
  const trie = createTrie(pieces);

  const longest = pieces.reduce((most, { length }) => Math.max(most, length), 1);
  const kept = createSteps(ORDINARY, longest);

  function split(text: string): number[] {
    const steps = text.length > ORDINARY ? createSteps(text.length, longest) : kept;
    steps.clear(text.length);
    for (let start = 0; start < text.length; ) {
      const next = start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
      let alone = false;
      let node = ROOT;
      for (let end = start; end < text.length; ) {
        node = trie.step(node, text.charCodeAt(end));
        if (node === NONE) break;
        end += 1;
        const id = trie.endOf(node);
        if (id === NONE) continue;
        steps.add(start, end, id, scores[id]!);
        alone ||= end === next;
      }
      if (!alone) steps.add(start, next, unknown, scores[unknown]!);
      start = next;
    }
    return steps.best(text.length).filter((id, at, ids) => id !== unknown || ids[at - 1] !== unknown);
  }

  return { pieces, scores, unknown, split };
}

/**
 * Ways to go through a text, a piece a step; for one text after the other.
 * @param room UTF-16 units of the longest text. @param longest those of the longest piece.
 */
function createSteps(room: number, longest: number) {
  const most = room * longest;
  const ids = new Int32Array(most);
  /** The best sum of scores up to the end of a step, and the step before it on that way. */
  const sums = new Float64Array(most);
  const before = new Int32Array(most);
  /** Steps that end at one place are a list, from the one that begins first. */
  const first = new Int32Array(room + 1);
  const last = new Int32Array(room + 1);
  const following = new Int32Array(most);
  let count = 0;

  /** The step to a place after which a score more makes the highest sum, the first of equals; {@link NONE} at the beginning. */
  function bestTo(place: number, score: number): number {
    let best = first[place]!;
    if (best === NONE) return NONE;
    let highest = sums[best]! + score;
    for (let other = following[best]!; other !== NONE; other = following[other]!) {
      const sum = sums[other]! + score;
      if (sum <= highest) continue;
      best = other;
      highest = sum;
    }
    return best;
  }

  return {
    /** @param length UTF-16 units of the text that begins. */
    clear(length: number) {
      count = 0;
      first.fill(NONE, 0, length + 1);
    },
    /** Steps to `start` must have been added before. */
    add(start: number, end: number, id: number, score: number) {
      const previous = bestTo(start, score);
      ids[count] = id;
      sums[count] = previous === NONE ? score : sums[previous]! + score;
      before[count] = previous;
      following[count] = NONE;
      if (first[end] === NONE) first[end] = count;
      else following[last[end]!] = count;
      last[end] = count;
      count += 1;
    },
    /** Ids on the best way through a text of this length. */
    best(length: number): number[] {
      const way: number[] = [];
      for (let step = bestTo(length, 0); step !== NONE; step = before[step]!) way.push(ids[step]!);
      return way.reverse();
    },
  };
}
