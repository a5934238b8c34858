// The verdict in one line, for channels that want it short. Its button opens the whole card for whoever presses it.

import { verdictTexts } from '../../texts/verdict.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardElement,
  column,
  richText,
  run,
} from '../adaptive.ts';
import { handlingLine, spokenWith } from './handling.ts';
import { topicWords } from './topics.ts';
import { headline, type VerdictCard } from './verdict.ts';
import { aboutVerdict, ownView, tallyLine } from './votes.ts';

export function lineCard(shown: Omit<VerdictCard, 'own'>): AdaptiveCard {
  const { prediction, language } = shown;
  const title = headline(prediction, language);
  const tally = tallyLine(shown);
  const about = topicWords(prediction, shown.topics, language);
  const line = [title, about && `🏷️ ${about}`, handlingLine(shown), tally].filter(Boolean).join(' · ');
  const details = button(verdictTexts[language].details, 'details', aboutVerdict(shown));
  const cell = (width: string, item: CardElement) =>
    column(width, [item], { verticalContentAlignment: 'Center' });
  return adaptiveCard({
    ...ownView(shown),
    lang: language,
    fallbackText: verdictTexts[language].fallback(title),
    speak: spokenWith(verdictTexts[language].fallback(title), shown),
    body: [
      {
        type: 'ColumnSet',
        columns: [
          cell('stretch', richText([run(line)])),
          cell('auto', { type: 'ActionSet', actions: [details] }),
        ],
      },
    ],
  });
}
