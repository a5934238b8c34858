// Posts that were never written before: two things said of one side, in some surroundings, in French or English.
import type { Chance } from './chance.ts';
import { AROUND, type Fashion, PHRASES, type Side, SLOTS, type Tongue } from './words.ts';

export interface WrittenPost {
  readonly text: string;
  /** What its author feels. The service is never told. */
  readonly side: Side;
  readonly tongue: Tongue;
  readonly fashion: Fashion;
}

const FRENCH = 0.5;
const NEGATIVE = 0.55;
/** Posts that praise one thing and blame another; which of the two their author feels more, nobody can tell. */
const MIXED = 0.08;

/** Writes posts, none twice. @param newShare how many of them use the words of the second week, 0 to 1. */
export function createWriter(chance: Chance): (newShare: number) => WrittenPost {
  const written = new Set<string>();
  return function write(newShare) {
    for (;;) {
      const post = compose(chance, chance.happens(newShare) ? 'new' : 'old');
      if (written.has(post.text)) continue;
      written.add(post.text);
      return post;
    }
  };
}

function compose(chance: Chance, fashion: Fashion): WrittenPost {
  const tongue = chance.happens(FRENCH) ? 'fr' : 'en';
  const side = chance.happens(NEGATIVE) ? 'negative' : 'positive';
  const { negative, positive } = PHRASES[fashion][tongue];
  const two = (phrases: readonly string[]) => shuffled(phrases, chance).slice(0, 2);
  const said = chance.happens(MIXED)
    ? [chance.pick(negative), chance.pick(positive)]
    : two(side === 'negative' ? negative : positive);
  const text = shuffled([...said, ...two(AROUND[tongue])], chance)
    .map((sentence) => sentence.replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot, tongue, chance)))
    .join(chance.pick(['. ', ', ', ' — ', '! ']));
  return { text, side, tongue, fashion };
}

function fill(slot: string, tongue: Tongue, chance: Chance): string {
  const letter = () => String.fromCharCode(65 + chance.below(20));
  if (slot === 'n') return String(2 + chance.below(8));
  if (slot === 'row') return `${1 + chance.below(40)}${letter()}`;
  if (slot === 'gate') return `${letter()}${1 + chance.below(60)}`;
  if (slot === 'flight') return `AP${100 + chance.below(900)}`;
  if (slot === 'time') return `${6 + chance.below(16)}:${10 + chance.below(50)}`;
  return chance.pick(SLOTS[tongue][slot]!);
}

function shuffled<T>(items: readonly T[], chance: Chance): T[] {
  return items
    .map((item) => ({ item, place: chance.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
