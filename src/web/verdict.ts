// What the page makes of a verdict, in one place: the side it counts for, with its icon and its word. Its colour is in
// side-styles.ts, under the same names.
import { percentage } from '../locale/numbers.ts';
import type { ReaderLanguage } from '../locale/reader-language.ts';
import type { Label, Prediction } from './api.ts';
import type { PageTexts } from './texts/page-texts.ts';

/** What is not certain counts for none of the labels. */
export type Side = Label | 'uncertain';

export type Judged = Pick<Prediction, 'certain'> & { readonly label: Label };

/** From the best to the worst. */
export const LABELS: readonly Label[] = ['positive', 'neutral', 'negative'];

/** What the service may call the language of a post. */
export const POST_LANGUAGES: readonly Prediction['lang'][] = ['fr', 'en', 'other', 'und'];

export const ICONS: Readonly<Record<Side, string>> = {
  positive: '😊',
  neutral: '😐',
  negative: '😞',
  uncertain: '🤔',
};

export function sideOf({ label, certain }: Judged): Side {
  return certain ? label : 'uncertain';
}

/** E.g. `😊 Positif`. */
export function labelName({ verdict }: Pick<PageTexts, 'verdict'>, label: Label): string {
  return `${ICONS[label]} ${verdict[label]}`;
}

/** The same for a verdict; one that is not certain says which way it leans. */
export function sentimentName(texts: Pick<PageTexts, 'verdict' | 'leaning'>, judged: Judged): string {
  return judged.certain
    ? labelName(texts, judged.label)
    : `${ICONS.uncertain} ${texts.leaning[judged.label]}`;
}

/** In the order of the bar that they stand under, e.g. `négatif 3 %, neutre 12 %, positif 85 %`. */
export function scoreList(
  { verdict }: Pick<PageTexts, 'verdict'>,
  language: ReaderLanguage,
  scores: Prediction['scores'],
): string {
  return LABELS.toReversed()
    .map((label) => `${verdict[label].toLowerCase()} ${percentage(language, scores[label])}`)
    .join(', ');
}
