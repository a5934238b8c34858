// What the page says of a prediction: its sentiment in words, and how it counts.
import type { Prediction } from './api.ts';
import type { PageTexts } from './texts/page-texts.ts';

export type Side = 'positive' | 'negative' | 'uncertain';

export function verdictOf({ label, certain }: Pick<Prediction, 'label' | 'certain'>): Side {
  return certain ? label : 'uncertain';
}

/** E.g. `😊 Positif`; what is not certain says which way it leans. */
export function sentimentName(
  { verdict }: PageTexts,
  { label, certain }: Pick<Prediction, 'label' | 'certain'>,
): string {
  if (certain) return verdict[label];
  return label === 'positive' ? verdict.leaningPositive : verdict.leaningNegative;
}

/** Two decimals, as the reference interface writes it in either language. */
export function probabilityOf({ probability }: Pick<Prediction, 'probability'>): string {
  return probability.toFixed(2);
}
