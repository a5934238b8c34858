// Where a post from elsewhere comes from, on the card that shows it.

import { addressOf, networkOf } from '../../../channel/post-link.ts';
import type { Prediction } from '../../../feedback/prediction.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import { postTexts } from '../../texts/posts.ts';
import { type CardButton, type CardElement, openUrl, richText, run } from '../adaptive.ts';
import { shortened } from '../quote.ts';

const LONGEST_NAME = 80;

/** Whether a card has to show the post itself: it does not stand under it. */
export function isFromElsewhere({ door, channel }: Pick<Prediction, 'door' | 'channel'>): boolean {
  return door === 'api' && channel !== null;
}

/** Network and author, as far as they are known. */
export function sourceLine(language: ReaderLanguage, prediction: Prediction, author?: string): CardElement {
  const words = postTexts[language];
  const parts = [networkOf(prediction), author && words.by(shortened(author, LONGEST_NAME))];
  return richText(
    [run([words.external, ...parts.filter(Boolean)].join(' · '), { size: 'Small', isSubtle: true })],
    { spacing: 'Small' },
  );
}

/** The way to the post; nothing for one without an address. */
export function sourceButton(language: ReaderLanguage, prediction: Prediction): CardButton[] {
  const address = addressOf(prediction);
  return address ? [openUrl(`🔗 ${postTexts[language].open}`, address)] : [];
}
