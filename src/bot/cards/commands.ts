// Commands as buttons: for words that the bot does not know, and for a channel that wants to hear less of it.
import { type ChannelSettings, MODES } from '../../channel/settings.ts';
import { capitalised } from '../../locale/capitalised.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { CommandName } from '../protocol/command.ts';
import { commandTexts } from '../texts/commands.ts';
import { settingsTexts } from '../texts/settings.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardButton,
  heading,
  QUIET,
  text,
} from './adaptive.ts';

const ICONS: Readonly<Record<CommandName, string>> = {
  help: '💡',
  summary: '📊',
  status: '🔎',
  settings: '⚙️',
  rules: '📏',
  pause: '🤫',
};

/** Does what the word would, for whoever presses it. */
export function commandButton(language: ReaderLanguage, command: CommandName): CardButton {
  const title = `${ICONS[command]} ${commandTexts[language].titles[command]}`;
  return button(title, 'command', { command, card: language });
}

/** @param meant the commands that may have been meant, likeliest first. */
export function unknownCard(
  language: ReaderLanguage,
  words: string,
  meant: readonly CommandName[],
): AdaptiveCard {
  const { unknown, didYouMean, forPosts } = commandTexts[language];
  const told = `${unknown(words)} ${didYouMean}`;
  return adaptiveCard({
    lang: language,
    fallbackText: told,
    speak: told,
    body: [text(told, { weight: 'Bolder' }), text(forPosts, QUIET)],
    actions: meant.map((command) => commandButton(language, command)),
  });
}

/** When the bot answers here, as a choice of one press each. */
export function modeCard(language: ReaderLanguage, { mode }: ChannelSettings): AdaptiveCard {
  const { pause, now } = commandTexts[language];
  const { modes } = settingsTexts[language];
  return adaptiveCard({
    lang: language,
    fallbackText: `🤫 ${pause} ${now(modes[mode])}`,
    speak: `${pause} ${now(modes[mode])}`,
    body: [heading(`🤫 ${pause}`), text(now(modes[mode]))],
    actions: MODES.filter((each) => each !== mode).map((each) =>
      button(capitalised(modes[each]), 'mode', { mode: each }),
    ),
  });
}
