// The verdict in one line, for channels that want it short. Its button opens the whole card for whoever presses it.

import { verdictTexts } from '../texts/verdict.ts';
import { type AdaptiveCard, adaptiveCard, button, type CardElement, text } from './adaptive.ts';
import { headline, type VerdictCard } from './verdict.ts';

export function lineCard({ prediction, tally, language }: Omit<VerdictCard, 'own'>): AdaptiveCard {
  const title = headline(prediction, language);
  const votes = tally.up + tally.down > 0 ? ` · 👍 ${tally.up} 👎 ${tally.down}` : '';
  const details = button(verdictTexts[language].details, 'details', {
    predictionId: prediction.id,
    card: language,
  });
  const column = (width: string, item: CardElement) => ({
    type: 'Column',
    width,
    verticalContentAlignment: 'Center',
    items: [item],
  });
  return adaptiveCard({
    lang: language,
    fallbackText: verdictTexts[language].fallback(title),
    speak: verdictTexts[language].fallback(title),
    body: [
      {
        type: 'ColumnSet',
        columns: [
          column('stretch', text(`${title}${votes}`)),
          column('auto', { type: 'ActionSet', actions: [details] }),
        ],
      },
    ],
  });
}
