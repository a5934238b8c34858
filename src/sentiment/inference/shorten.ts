// Letters that no piece of the vocabulary has become one unknown piece, however many stand together. A page in a script that
// writes without spaces is thus shortened to a few letters before it is tokenised, which would take the square of its length.

const RUNS = /[^\s\p{C}\p{ASCII}]{3,}/gu;

/**
 * @param vocabulary every piece that the tokenizer knows.
 * @returns a function that leaves out all but the first and the last of letters which no piece has; the tokens stay the same.
 */
export function createShorten(vocabulary: readonly string[]): (normalised: string) => string {
  const known = new Set<string>();
  for (const piece of vocabulary) for (const letter of piece) known.add(letter);
  // What the tokenizer takes for another character is left to it.
  const isUnknown = (letter: string) => !known.has(letter) && letter.normalize('NFKC') === letter;

  function shortened(run: string): string {
    const letters = [...run];
    const unknown = letters.map(isUnknown);
    return letters.filter((_, at) => !(unknown[at - 1] && unknown[at] && unknown[at + 1])).join('');
  }
  return (normalised) => normalised.replace(RUNS, shortened);
}
