// Numbers as each language writes them.
import type { ReaderLanguage } from './reader-language.ts';

/** Made once: an Intl.NumberFormat takes longer to make than a card. */
const formats = { fr: formatsOf('fr'), en: formatsOf('en') } satisfies Record<ReaderLanguage, object>;

function formatsOf(language: ReaderLanguage) {
  return {
    percentage: new Intl.NumberFormat(language, { style: 'percent' }),
    decimal: new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
}

/** A probability, 0 to 1, as a whole percentage: `93 %` (with a no-break space) or `93%`. */
export function percentage(language: ReaderLanguage, probability: number): string {
  return formats[language].percentage.format(probability);
}

/** A probability, 0 to 1, with two decimals: `0,93` or `0.93`. */
export function decimal(language: ReaderLanguage, probability: number): string {
  return formats[language].decimal.format(probability);
}
