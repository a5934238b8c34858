// Numbers as each language writes them.
import type { ReaderLanguage } from './reader-language.ts';

/** A probability, 0 to 1, as a whole percentage: `93 %` (with a no-break space) or `93%`. */
export function percentage(language: ReaderLanguage, probability: number): string {
  return new Intl.NumberFormat(language, { style: 'percent' }).format(probability);
}

/** A probability, 0 to 1, with two decimals: `0,93` or `0.93`. */
export function decimal(language: ReaderLanguage, probability: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    probability,
  );
}
