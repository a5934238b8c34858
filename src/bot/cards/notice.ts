// The cards that explain the bot: the welcome when it is installed, and the help that people ask for.
import type { Config } from '../../config.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { welcomeTexts } from '../texts/welcome.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  type CardButton,
  type CardElement,
  heading,
  text,
} from './adaptive.ts';
import { onlyNegativesButton } from './settings.ts';

/** A picture for each step of the help. */
const STEPS = ['💬', '🗳️', '📝', '💡'];

export type Keeping = Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;

/** Who the bot is, what is kept of what people write, and how to be left alone, or less disturbed. */
export function welcomeCard(language: ReaderLanguage, keeping: Keeping): AdaptiveCard {
  const words = welcomeTexts[language];
  const content = [text(words.introduction), ...privacy(language, keeping)];
  return notice(language, `👋 ${words.welcome}`, content, [onlyNegativesButton(language, false)]);
}

/** How to use the bot, and the same about privacy. */
export function helpCard(language: ReaderLanguage, keeping: Keeping): AdaptiveCard {
  const words = welcomeTexts[language];
  const steps = words.helpSteps.map((step, index) => text(`${STEPS[index]} ${step}`, { spacing: 'Small' }));
  return notice(language, `✈️ ${words.help}`, [...steps, ...privacy(language, keeping)]);
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
