// The cards that explain the bot: the welcome when it is installed, and the help that people ask for.
import type { Config } from '../../config.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { COMMAND_NAMES } from '../protocol/command.ts';
import { welcomeTexts } from '../texts/welcome.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardButton,
  type CardElement,
  heading,
  QUIET,
  text,
} from './adaptive.ts';
import { commandButton } from './commands.ts';
import { onlyNegativesButton } from './settings.ts';

/** A picture for each step of the help. */
const STEPS = ['💬', '🗳️', '🙋', '📝'];

export type Keeping = Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;

/**
 * Who the bot is, what is kept of what people write, and how to be left alone, or less disturbed.
 * @param personal whether it stands in a chat of one person, which has no posts of others to be quiet about.
 */
export function welcomeCard(language: ReaderLanguage, keeping: Keeping, personal = false): AdaptiveCard {
  const words = welcomeTexts[language];
  const content = [text(words.introduction), ...privacy(language, keeping)];
  return notice(language, `👋 ${words.welcome}`, content, [
    personal ? commandButton(language, 'summary') : onlyNegativesButton(language, false),
    commandButton(language, 'settings'),
    commandButton(language, 'help'),
  ]);
}

/** How to use the bot, its commands as buttons, and the same about privacy. */
export function helpCard(language: ReaderLanguage, keeping: Keeping): AdaptiveCard {
  const words = welcomeTexts[language];
  const steps = words.helpSteps.map((step, index) => text(`${STEPS[index]} ${step}`, { spacing: 'Small' }));
  const content = [
    ...steps,
    ...privacy(language, keeping),
    text(words.byWord, { ...QUIET, separator: true }),
  ];
  const commands = COMMAND_NAMES.filter((name) => name !== 'help');
  return notice(
    language,
    `✈️ ${words.help}`,
    content,
    commands.map((name) => commandButton(language, name)),
  );
}

function privacy(language: ReaderLanguage, keeping: Keeping): CardElement[] {
  const words = welcomeTexts[language];
  return [
    text(`🗄️ ${words.keptTitle}`, { weight: 'Bolder', spacing: 'Medium', separator: true }),
    text(words.kept(keeping), { spacing: 'Small' }),
    text(`🤫 ${words.optOutTitle}`, { weight: 'Bolder', spacing: 'Medium' }),
    text(words.optOut, { spacing: 'Small' }),
  ];
}

function notice(
  language: ReaderLanguage,
  title: string,
  content: readonly CardElement[],
  actions?: readonly CardButton[],
): AdaptiveCard {
  return adaptiveCard({
    lang: language,
    fallbackText: title,
    speak: title,
    body: [heading(title), ...content],
    ...(actions && { actions }),
  });
}
