// The verdict in one line, for channels that want it short. Its button opens the whole card for whoever presses it.

import { verdictTexts } from '../texts/verdict.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardElement,
  column,
  richText,
  run,
} from './adaptive.ts';
import { headline, type VerdictCard } from './verdict.ts';

export function lineCard({ prediction, tally, language }: Omit<VerdictCard, 'own'>): AdaptiveCard {
  const title = headline(prediction, language);
  const votes = tally.up + tally.down > 0 ? ` · 👍 ${tally.up} 👎 ${tally.down}` : '';
  const details = button(verdictTexts[language].details, 'details', {
    predictionId: prediction.id,
    card: language,
  });
  const cell = (width: string, item: CardElement) =>
    column(width, [item], { verticalContentAlignment: 'Center' });
  return adaptiveCard({
    lang: language,
    fallbackText: verdictTexts[language].fallback(title),
    speak: verdictTexts[language].fallback(title),
    body: [
      {
        type: 'ColumnSet',
        columns: [
          cell('stretch', richText([run(`${title}${votes}`)])),
          cell('auto', { type: 'ActionSet', actions: [details] }),
        ],
      },
    ],
  });
}
