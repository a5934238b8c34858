// The form with the settings of a channel, the confirmation of a change, and the offer to answer less.

import type { SavedSettings } from '../../channel/channel-store.ts';
import { EVERY } from '../../channel/digest-plan.ts';
import { type ChannelSettings, MODES, VOTERS } from '../../channel/settings.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { rulesTexts } from '../texts/rules.ts';
import { type SettingsTexts, settingsTexts } from '../texts/settings.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardButton,
  type CardElement,
  type Fact,
  factSet,
  heading,
  QUIET,
  text,
} from './adaptive.ts';

/** @param notice why the form is shown again, when it is. */
export function settingsCard(
  language: ReaderLanguage,
  { settings, revision }: Pick<SavedSettings, 'settings' | 'revision'>,
  notice?: string,
): AdaptiveCard {
  const words = settingsTexts[language];
  return adaptiveCard({
    lang: language,
    fallbackText: words.settings,
    speak: notice ?? words.settings,
    body: [
      heading(`⚙️ ${words.settings}`),
      ...(notice ? [text(`⚠️ ${notice}`, { weight: 'Bolder' })] : []),
      ...inputs(words, settings),
      text(words.ownersOnly, QUIET),
    ],
    actions: [
      button(words.save, 'settings', { revision }),
      button(`📏 ${rulesTexts[language].rules}`, 'rules', {}),
    ],
  });
}

function inputs(words: SettingsTexts, settings: ChannelSettings): CardElement[] {
  const { quiet, voters } = settings;
  return [
    choice('mode', words.mode, settings.mode, MODES, words.modes),
    number('threshold', words.threshold, Math.round(settings.threshold * 100)),
    choice('answer', words.answer, settings.answer, ['card', 'line'], words.answers),
    choice('language', words.language, settings.language, ['auto', 'fr', 'en'], words.languages),
    { type: 'Input.Time', id: 'quietFrom', label: words.quietFrom, ...(quiet && { value: quiet.from }) },
    { type: 'Input.Time', id: 'quietTo', label: words.quietTo, ...(quiet && { value: quiet.to }) },
    { type: 'Input.Text', id: 'timeZone', label: words.timeZone, value: settings.timeZone, maxLength: 64 },
    ...digestInputs(words, settings),
    choice('spikes', words.spikes, settings.spikes ? 'yes' : 'no', ['yes', 'no'], words),
    choice('who', words.voters, voters.who, VOTERS, words.who),
    peoplePicker('people', words.people),
  ];
}

function digestInputs(words: SettingsTexts, { digest }: ChannelSettings): CardElement[] {
  const weekday = digest?.every === 'week' ? digest.weekday : 1;
  const days = words.weekdays.map((_, index) => `${index + 1}`);
  const titles = Object.fromEntries(words.weekdays.map((title, index) => [`${index + 1}`, title]));
  return [
    choice('digest', words.digest, digest?.every ?? 'none', ['none', ...EVERY], words.digests),
    { type: 'Input.Time', id: 'digestAt', label: words.digestAt, value: digest?.at ?? '09:00' },
    choice('digestDay', words.digestDay, `${weekday}`, days, titles),
  ];
}

function choice<V extends string>(
  id: string,
  label: string,
  value: V,
  values: readonly V[],
  titles: Readonly<Record<V, string>>,
): CardElement {
  const choices = values.map((each) => ({ title: titles[each], value: each }));
  return { type: 'Input.ChoiceSet', id, label, value, choices };
}

function number(id: string, label: string, value: number): CardElement {
  return { type: 'Input.Number', id, label, value, min: 50, max: 99 };
}

/** Teams offers the members of the conversation, and sends the object ids of those who were picked. */
function peoplePicker(id: string, label: string): CardElement {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    isMultiSelect: true,
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users?scope=currentContext' },
  };
}

/** What the settings are now, with one button back to what they were. */
export function savedCard(
  language: ReaderLanguage,
  { settings, revision }: SavedSettings,
  restored = false,
): AdaptiveCard {
  const words = settingsTexts[language];
  const title = restored ? words.restored : words.saved;
  return adaptiveCard({
    lang: language,
    fallbackText: title,
    speak: title,
    body: [heading(`✅ ${title}`), factSet(settingFacts(language, settings))],
    actions: [button(`↩️ ${words.undo}`, 'restore', { revision })],
  });
}

/** The settings as lines of a card. */
export function settingFacts(language: ReaderLanguage, settings: ChannelSettings): Fact[] {
  const words = settingsTexts[language];
  const { mode, threshold, answer, quiet, timeZone, voters } = settings;
  return [
    { title: words.mode, value: words.modes[mode] },
    { title: words.threshold, value: percentage(language, threshold) },
    { title: words.answer, value: words.answers[answer] },
    { title: words.language, value: words.languages[settings.language] },
    { title: words.quiet, value: quiet ? `${quiet.from}–${quiet.to} (${timeZone})` : words.noQuiet },
    { title: words.digest, value: digestPlan(words, settings) },
    { title: words.spikes, value: settings.spikes ? words.yes : words.no },
    { title: words.voters, value: words.who[voters.who] },
  ];
}

function digestPlan(words: SettingsTexts, { digest, timeZone }: ChannelSettings): string {
  if (!digest) return words.digests.none;
  const { at } = digest;
  const when =
    digest.every === 'day' ? words.dayAt(at) : words.weekAt(words.weekdays[digest.weekday - 1]!, at);
  return `${when} (${timeZone})`;
}

/** One press that lets the bot answer negative and uncertain posts only. @param offer whether its card is about nothing else. */
export function onlyNegativesButton(language: ReaderLanguage, offer: boolean): CardButton {
  return button(`😞 ${settingsTexts[language].onlyNegatives}`, 'only-negatives', { offer });
}

/** Made once a channel, when the bot has answered there for a while. */
export function offerCard(language: ReaderLanguage): AdaptiveCard {
  const words = settingsTexts[language];
  return adaptiveCard({
    lang: language,
    fallbackText: `${words.offer} ${words.offerBody}`,
    speak: `${words.offer} ${words.offerBody}`,
    body: [text(`🤫 ${words.offer}`, { weight: 'Bolder', style: 'heading' }), text(words.offerBody)],
    actions: [onlyNegativesButton(language, true)],
  });
}
