// How the bot is set up in a channel, and how it did there today.
import type { ChannelSettings } from '../../channel/settings.ts';
import type { VerdictCounts } from '../../feedback/statistics.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Waiting } from '../../triage/clock.ts';
import { figureTexts } from '../texts/figures.ts';
import { settingsTexts } from '../texts/settings.ts';
import { statusTexts } from '../texts/status.ts';
import { type AdaptiveCard, adaptiveCard, factSet, heading } from './adaptive.ts';
import { settingFacts } from './settings.ts';
import { waitingFact } from './waiting.ts';

export interface Status {
  readonly settings: ChannelSettings;
  /** Of today, in the channel's time zone. */
  readonly today: VerdictCounts;
  /** For an answer, at `now`: milliseconds since 1970-01-01T00:00Z. */
  readonly waiting: Waiting;
  readonly now: number;
  readonly model: string;
}

export function statusCard(
  language: ReaderLanguage,
  { settings, today, waiting, now, model }: Status,
): AdaptiveCard {
  const words = statusTexts[language];
  const figures = figureTexts[language];
  const { mode, modes } = settingsTexts[language];
  const votes = today.up + today.down;
  const disputed =
    votes > 0 ? figures.ofVotes(percentage(language, today.down / votes), votes) : figures.noVotes;
  const counts = figures.counts(today);
  const spoken = `${words.status}. ${words.spoken(mode, modes[settings.mode], words.today, counts)}`;
  return adaptiveCard({
    lang: language,
    fallbackText: spoken,
    speak: spoken,
    body: [
      heading(`📊 ${words.status}`),
      factSet([
        { title: words.today, value: counts },
        { title: words.disputed, value: disputed },
        waitingFact(language, waiting, now),
        ...settingFacts(language, settings),
        { title: words.model, value: model },
      ]),
    ],
  });
}
