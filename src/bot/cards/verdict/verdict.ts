// The card under a post: the verdict, what people think of it, and the buttons to say so.
import { capitalised } from '../../../locale/capitalised.ts';
import { percentage } from '../../../locale/numbers.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import type { Brand, Label, Opinion, Verdict } from '../../../sentiment/verdict.ts';
import type { Why } from '../../../sentiment/why/find-why.ts';
import { rulesTexts } from '../../texts/rules.ts';
import { verdictTexts } from '../../texts/verdict.ts';
import { whyTexts } from '../../texts/why.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardButton,
  type CardElement,
  QUIET,
  richText,
  run,
  text,
} from '../adaptive.ts';
import { quote, shortened } from '../quote.ts';
import { type HandlingShown, handlingSection, spokenWith } from './handling.ts';
import { isFromElsewhere, sourceButton, sourceLine } from './source.ts';
import { topicLine } from './topics.ts';
import {
  aboutVerdict,
  askForLabel,
  ownView,
  ownVote,
  ruleButton,
  ruleInput,
  tallyLine,
  type Voted,
  voteButtons,
} from './votes.ts';
import { whySection } from './why.ts';

export interface VerdictCard extends Voted, HandlingShown {
  /** The post, where the card does not stand under it. */
  readonly post?: string | undefined;
  /** Who wrote it, for a post from elsewhere. */
  readonly author?: string | undefined;
  /** In the answer to who asked for it: why the verdict is what it is. */
  readonly why?: Why | undefined;
}

const FACE: Record<Label, string> = { positive: '😊', neutral: '😐', negative: '😞' };
const STYLE = {
  positive: 'good',
  neutral: 'accent',
  negative: 'attention',
} as const satisfies Record<Label, string>;
/** Rules that are named where they made a verdict, and characters of each in a headline. */
const MOST_NAMED = 3;
const LONGEST_PHRASE = 40;
const UNCERTAIN = { face: '🤔', style: 'warning' } as const;

/**
 * `😊 Positif · 93 %`, or `🤔 Incertain · plutôt positif · 54 %`: the percentage is the score of that label.
 * Brand rules that made the verdict are named. It is not for text blocks, in which a phrase would be read as Markdown.
 */
export function headline(verdict: Verdict, language: ReaderLanguage): string {
  const { brand } = verdict;
  const title = withoutRules(verdict, language);
  if (!brand) return title;
  const words = rulesTexts[language];
  return `${title} · ${applied(brand, language, ({ phrase }) => words.quote(shortened(phrase, LONGEST_PHRASE)))}`;
}

/** Names the first rules and counts the others: a post may hold hundreds, and a message of Teams has a size. */
function applied(
  { rules }: Brand,
  language: ReaderLanguage,
  nameOf: (rule: Brand['rules'][number]) => string,
): string {
  const named = rules.slice(0, MOST_NAMED).map(nameOf);
  return rulesTexts[language].applied(named, rules.length - named.length);
}

/** The verdict alone, for what names its rules elsewhere. */
export function withoutRules({ label, scores, certain }: Opinion, language: ReaderLanguage): string {
  const { verdict, leaning } = verdictTexts[language];
  const share = percentage(language, scores[label]);
  return certain
    ? `${FACE[label]} ${verdict[label]} · ${share}`
    : `${UNCERTAIN.face} ${verdict.uncertain} · ${leaning[label]} · ${share}`;
}

export function verdictCard(shown: VerdictCard): AdaptiveCard {
  const { prediction, language } = shown;
  const title = headline(prediction, language);
  return adaptiveCard({
    ...ownView(shown),
    lang: language,
    fallbackText: verdictTexts[language].fallback(title),
    speak: spokenWith(verdictTexts[language].fallback(title), shown),
    body: [
      banner(prediction, language),
      ...topicLine(prediction, shown.topics, language),
      ...postItself(shown),
      ...details(shown),
      ...(shown.why ? whySection(prediction, shown.why, language) : []),
      ...handlingSection(shown),
      ...ownVote(shown),
      ...askForLabel(shown),
      ...ruleInput(shown),
    ],
    actions: [
      ...voteButtons(shown),
      ...ruleButton(shown),
      ...(shown.why ? [] : [whyButton(shown)]),
      ...(isFromElsewhere(prediction) ? sourceButton(language, prediction) : []),
    ],
  });
}

/** The verdict at a glance: by its face and its words, the colour only repeats them. Teams itself says that it is an AI's. */
export function banner(verdict: Verdict, language: ReaderLanguage): CardElement {
  const { label, certain } = verdict;
  const unmeasured = verdict.language === 'other' || verdict.language === 'und';
  return {
    type: 'Container',
    style: certain ? STYLE[label] : UNCERTAIN.style,
    bleed: true,
    items: [
      text(withoutRules(verdict, language), { size: 'ExtraLarge', weight: 'Bolder', style: 'heading' }),
      ...(unmeasured ? [text(capitalised(verdictTexts[language].language[verdict.language]), QUIET)] : []),
    ],
  };
}

/** A post from elsewhere is shown as long as it is kept, with where it comes from. */
function postItself({ prediction, post, author, language }: VerdictCard): CardElement[] {
  const elsewhere = isFromElsewhere(prediction);
  const text = post ?? (elsewhere ? prediction.text : null);
  return [
    ...(text === null ? [] : [quote(text)]),
    ...(elsewhere ? [sourceLine(language, prediction, author)] : []),
  ];
}

function details(shown: VerdictCard): CardElement[] {
  const { prediction, language } = shown;
  const tally = tallyLine(shown);
  return [
    ...brandRules(prediction, language),
    ...(prediction.truncated ? [text(`✂️ ${verdictTexts[language].truncated}`, { size: 'Small' })] : []),
    ...(tally ? [text(tally, { weight: 'Bolder' })] : []),
  ];
}

/** A rule is never applied in silence: what it says, and what the model says without it. */
export function brandRules({ brand }: Verdict, language: ReaderLanguage): CardElement[] {
  if (!brand) return [];
  const words = rulesTexts[language];
  const rules = applied(brand, language, ({ phrase, label }) => words.ruleOf(phrase, words.labels[label]));
  return [
    richText([run(`📏 ${rules}`, { size: 'Small' })]),
    text(words.modelAlone(withoutRules(brand.own, language)), QUIET),
  ];
}

/** Dropped where there are no Universal Actions: what it asks for has to come back as an answer. */
function whyButton(shown: VerdictCard): CardButton {
  const words = whyTexts[shown.language];
  return {
    ...button(`💡 ${words.ask}`, 'why', aboutVerdict(shown), { tooltip: words.title }),
    fallback: 'drop',
  };
}
