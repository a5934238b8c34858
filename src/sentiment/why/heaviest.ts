// Which of the weighed words are worth showing: the few that stand out, wherever they are shown.

const MOST = 5;
/** A word that weighs less than this part of the heaviest does not stand out. */
const PART = 0.3;
/** In log-odds: less than this moves a score of 0.5 by six hundredths at most. */
const LEAST = 0.25;

/** The words that weighed most, heaviest first; none when no word decides alone. */
export function heaviest<W extends { readonly weight: number }>(words: readonly W[]): readonly W[] {
  const byWeight = words.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const least = Math.max(LEAST, PART * Math.abs(byWeight[0]?.weight ?? 0));
  return byWeight.slice(0, MOST).filter(({ weight }) => Math.abs(weight) >= least);
}
