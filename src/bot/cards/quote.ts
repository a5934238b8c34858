// A post inside a card, as its author wrote it.
import { type CardElement, richText, run } from './adaptive.ts';

const LONGEST_QUOTE = 400;

export function quote(post: string): CardElement {
  return richText([run(shortened(post, LONGEST_QUOTE), { italic: true })], { spacing: 'Medium' });
}

/** At most so many characters, by code points, so that no emoji is cut into halves that show as nothing. */
export function shortened(words: string, most: number): string {
  const characters = [...words];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : words;
}
