// How the bot is set up in a channel, and how it did there today.
import type { ChannelSettings } from '../../channel/settings.ts';
import type { VerdictCounts } from '../../feedback/statistics.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { channelTextsIn } from '../texts/channel-texts.ts';
import { type AdaptiveCard, adaptiveCard, text } from './adaptive.ts';
import { settingFacts } from './settings.ts';

export interface Status {
  readonly settings: ChannelSettings;
  /** Of today, in the channel's time zone. */
  readonly today: VerdictCounts;
  readonly model: string;
}

export function statusCard(language: ReaderLanguage, { settings, today, model }: Status): AdaptiveCard {
  const words = channelTextsIn(language);
  const votes = today.up + today.down;
  const bad = votes > 0 ? words.ofVotes(percentage(language, today.down / votes), votes) : words.noVotes;
  const counted = words.counts(today.predictions, today.negative, today.uncertain);
  return adaptiveCard({
    lang: language,
    fallbackText: `${words.status}. ${words.mode} ${words.modes[settings.mode]}. ${words.today} : ${counted}.`,
    speak: `${words.status}. ${words.mode} ${words.modes[settings.mode]}. ${words.today} : ${counted}.`,
    body: [
      text(`📊 ${words.status}`, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      {
        type: 'FactSet',
        facts: [
          { title: words.today, value: counted },
          { title: words.badRate, value: bad },
          ...settingFacts(language, settings),
          { title: words.model, value: model },
        ],
      },
    ],
  });
}
