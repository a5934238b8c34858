// The form with the settings of a channel, the confirmation of a change, and the offer to answer less.

import type { SavedSettings } from '../../channel/channel-store.ts';
import { EVERY } from '../../channel/digest-plan.ts';
import { type ChannelSettings, MODES, NO_REMINDERS, VOTERS } from '../../channel/settings.ts';
import type { Named } from '../../delivery/names.ts';
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
  dialogButton,
  type Fact,
  factSet,
  heading,
  QUIET,
  text,
} from './adaptive.ts';

export type ShownSettings = Pick<SavedSettings, 'settings' | 'revision'>;

/** What is asked for most; the rest is one press away. @param notice why the form is shown again, when it is. */
export function settingsCard(
  language: ReaderLanguage,
  { settings, revision }: ShownSettings,
  notice?: string,
): AdaptiveCard {
  const words = settingsTexts[language];
  return form(language, notice, {
    inputs: [
      choice('mode', words.mode, settings.mode, MODES, words.modes),
      choice('answer', words.answer, settings.answer, ['card', 'line'], words.answers),
      choice('digest', words.digest, settings.digest?.every ?? 'none', ['none', ...EVERY], words.digests),
      ...digestTimes(words, settings),
    ],
    actions: [
      button(words.save, 'settings', { revision }),
      dialogButton(`⚙️ ${words.more}`, 'more-settings', {}),
      button(`📏 ${rulesTexts[language].rules}`, 'rules', {}),
    ],
  });
}

export interface MoreSettings {
  readonly notice?: string | undefined;
  readonly card?: string | undefined;
  /** Those that may be told of posts that wait. */
  readonly channels?: readonly Named[] | undefined;
}

/** The rest of the settings. @param card activity id of the card that the dialog was opened from, if one was. */
export function moreSettingsCard(
  language: ReaderLanguage,
  { settings, revision }: ShownSettings,
  { notice, card, channels = [] }: MoreSettings = {},
): AdaptiveCard {
  const words = settingsTexts[language];
  const { quiet, voters } = settings;
  return form(language, notice, {
    inputs: [
      number('threshold', words.threshold, Math.round(settings.threshold * 100)),
      choice('language', words.language, settings.language, ['auto', 'fr', 'en'], words.languages),
      { type: 'Input.Time', id: 'quietFrom', label: words.quietFrom, ...(quiet && { value: quiet.from }) },
      { type: 'Input.Time', id: 'quietTo', label: words.quietTo, ...(quiet && { value: quiet.to }) },
      { type: 'Input.Text', id: 'timeZone', label: words.timeZone, value: settings.timeZone, maxLength: 64 },
      toggle('spikes', words.spikes, settings.spikes),
      ...reminderInputs(words, settings, channels),
      choice('who', words.voters, voters.who, VOTERS, words.who),
      peoplePicker('people', words.people),
      { type: 'Input.Text', id: 'bots', label: words.bots, value: settings.bots.join(', '), maxLength: 1100 },
    ],
    actions: [button(words.save, 'settings', { revision, more: true, ...(card && { form: card }) })],
  });
}

function form(
  language: ReaderLanguage,
  notice: string | undefined,
  { inputs, actions }: { readonly inputs: readonly CardElement[]; readonly actions: readonly CardButton[] },
): AdaptiveCard {
  const words = settingsTexts[language];
  return adaptiveCard({
    lang: language,
    fallbackText: words.settings,
    speak: notice ?? words.settings,
    body: [
      heading(`⚙️ ${words.settings}`),
      ...(notice ? [text(`⚠️ ${notice}`, { weight: 'Bolder' })] : []),
      ...inputs,
      text(words.ownersOnly, QUIET),
    ],
    actions,
  });
}

/** When the digest comes; there is nothing to say of a digest that does not. */
function digestTimes(words: SettingsTexts, { digest }: ChannelSettings): CardElement[] {
  if (!digest) return [];
  const at: CardElement = { type: 'Input.Time', id: 'digestAt', label: words.digestAt, value: digest.at };
  if (digest.every !== 'week') return [at];
  const days = words.weekdays.map((_, index) => `${index + 1}`);
  const titles = Object.fromEntries(words.weekdays.map((title, index) => [`${index + 1}`, title]));
  return [at, choice('digestDay', words.digestDay, `${digest.weekday}`, days, titles)];
}

/** Hours that are offered; 0 for never. */
const AFTER = [1, 2, 4, 8, 24, 48];

/** A second channel is offered where the bot knows one. */
function reminderInputs(
  words: SettingsTexts,
  { reminders = NO_REMINDERS }: ChannelSettings,
  channels: readonly Named[],
): CardElement[] {
  const { remindAfter, escalateAfter, escalateTo } = reminders;
  const after = (id: 'remindAfter' | 'escalateAfter', hours: number | null): CardElement => {
    const offered = [...new Set([0, ...AFTER, ...(hours ? [hours] : [])])].sort((a, b) => a - b);
    const titles = Object.fromEntries(
      offered.map((each) => [`${each}`, each === 0 ? words.never : words.hours(each)]),
    );
    return choice(id, words[id], `${hours ?? 0}`, offered.map(String), titles);
  };
  const inputs = [after('remindAfter', remindAfter)];
  if (channels.length === 0) return inputs;
  const names = new Map([['', words.never], ...channels.map(({ id, name }) => [id, name] as const)]);
  const to = escalateTo !== null && names.has(escalateTo) ? escalateTo : '';
  return [
    ...inputs,
    after('escalateAfter', escalateAfter),
    choice('escalateTo', words.escalateTo, to, [...names.keys()], Object.fromEntries(names)),
  ];
}

function toggle(id: string, title: string, on: boolean): CardElement {
  const [valueOn, valueOff] = ['yes', 'no'];
  return { type: 'Input.Toggle', id, title, value: on ? valueOn : valueOff, valueOn, valueOff };
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
  const { mode, threshold, answer, quiet, timeZone, voters, bots } = settings;
  return [
    { title: words.mode, value: words.modes[mode] },
    { title: words.threshold, value: percentage(language, threshold) },
    { title: words.answer, value: words.answers[answer] },
    { title: words.language, value: words.languages[settings.language] },
    { title: words.quiet, value: quiet ? `${quiet.from}–${quiet.to} (${timeZone})` : words.noQuiet },
    { title: words.digest, value: digestPlan(words, settings) },
    { title: words.spikes, value: settings.spikes ? words.yes : words.no },
    ...reminderFacts(words, settings),
    { title: words.voters, value: words.who[voters.who] },
    ...(bots.length > 0 ? [{ title: words.bots, value: bots.join(', ') }] : []),
  ];
}

function reminderFacts(words: SettingsTexts, { reminders }: ChannelSettings): Fact[] {
  if (!reminders) return [];
  const { remindAfter, escalateAfter, escalateTo } = reminders;
  const told = [
    ...(remindAfter === null ? [] : [words.reminded(words.hours(remindAfter))]),
    ...(escalateAfter === null || escalateTo === null ? [] : [words.escalated(words.hours(escalateAfter))]),
  ];
  return [{ title: words.reminders, value: told.join(', ') || words.never }];
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
