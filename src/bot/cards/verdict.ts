// The card under a post: the verdict, what people think of it, and the buttons to say so.
import type { Correction, Prediction, Tally } from '../../feedback/prediction.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { LABELS, type Label, type Opinion, type Verdict } from '../../sentiment/verdict.ts';
import type { Why } from '../../sentiment/why/find-why.ts';
import { rulesTexts } from '../texts/rules.ts';
import { verdictTexts } from '../texts/verdict.ts';
import { voteTexts } from '../texts/vote.ts';
import { whyTexts } from '../texts/why.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardButton,
  type CardElement,
  heading,
  QUIET,
  richText,
  run,
  text,
} from './adaptive.ts';
import { quote } from './quote.ts';
import { isFromElsewhere, sourceButton, sourceLine } from './source.ts';
import { whySection } from './why.ts';

/** What the person who pressed a button has said so far; null when they took it back. */
export type OwnVote = { readonly correct: boolean; readonly correction: Correction | null } | null;

export interface VerdictCard {
  readonly prediction: Prediction;
  readonly tally: Tally;
  readonly language: ReaderLanguage;
  /** Language of the card that everybody sees, when that is another: its buttons must not change it. */
  readonly sharedLanguage?: ReaderLanguage | undefined;
  /** Only in the answer to the voter: the card in a channel is the same for everybody, and tells the tally alone. */
  readonly own?: OwnVote | undefined;
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
  return `${title} · ${words.applied(brand.rules.map(({ phrase }) => words.quote(phrase)))}`;
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
    lang: language,
    fallbackText: verdictTexts[language].fallback(title),
    speak: verdictTexts[language].fallback(title),
    body: [
      banner(prediction, language),
      ...postItself(shown),
      ...details(shown),
      ...(shown.why ? whySection(prediction, shown.why, language) : []),
      ...ownVote(shown),
      ...labels(shown),
      ...ruleInput(shown),
    ],
    actions: [
      ...votes(shown),
      ...ruleButton(shown),
      ...(shown.why ? [] : [whyButton(shown)]),
      ...(isFromElsewhere(prediction) ? sourceButton(language, prediction) : []),
    ],
  });
}

/** The verdict at a glance: by its face and its words, the colour only repeats them. */
export function banner(verdict: Verdict, language: ReaderLanguage): CardElement {
  const words = verdictTexts[language];
  const { label, certain, model } = verdict;
  return {
    type: 'Container',
    style: certain ? STYLE[label] : UNCERTAIN.style,
    bleed: true,
    items: [
      heading(withoutRules(verdict, language)),
      text(words.about(words.language[verdict.language], model), QUIET),
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

function details({ prediction, tally, language }: VerdictCard): CardElement[] {
  return [
    ...brandRules(prediction, language),
    ...(prediction.truncated ? [text(`✂️ ${verdictTexts[language].truncated}`, { size: 'Small' })] : []),
    ...(tally.up + tally.down > 0 ? [text(voteTexts[language].tally(tally), { weight: 'Bolder' })] : []),
  ];
}

/** A rule is never applied in silence: what it says, and what the model says without it. */
export function brandRules({ brand }: Verdict, language: ReaderLanguage): CardElement[] {
  if (!brand) return [];
  const words = rulesTexts[language];
  const rules = brand.rules.map(({ phrase, label }) => words.ruleOf(phrase, words.labels[label]));
  return [
    richText([run(`📏 ${words.applied(rules)}`, { size: 'Small' })]),
    text(words.modelAlone(withoutRules(brand.own, language)), QUIET),
  ];
}

function ownVote({ own, language }: VerdictCard): CardElement[] {
  if (own === undefined) return [];
  const words = voteTexts[language];
  if (own === null) return [text(`↩️ ${words.withdrawn}`)];
  return [
    text(
      own.correction
        ? `✅ ${words.corrected(verdictTexts[language].verdict[own.correction])}`
        : `✅ ${words.voted(own.correct ? '👍' : '👎')}`,
    ),
  ];
}

/** The right label, one of the other two, is asked of whoever voted 👎, once; on the shared card that may be any of its readers. */
function labels({ prediction, tally, language, sharedLanguage, own }: VerdictCard): CardElement[] {
  const words = voteTexts[language];
  const asked = own ? !own.correct && !own.correction : own === undefined && tally.down > 0;
  if (!asked) return [];
  const choice = (label: Correction) => {
    const title = verdictTexts[language].verdict[label];
    return button(title, 'correct', { predictionId: prediction.id, label, card: sharedLanguage ?? language });
  };
  return [
    text(own ? words.askCorrection : words.askCorrectionOfVoters, { separator: true, spacing: 'Medium' }),
    {
      type: 'ActionSet',
      spacing: 'Small',
      actions: LABELS.filter((label) => label !== prediction.label).map(choice),
    },
  ];
}

/** Whoever said what is right may say which words it was about. */
function ruleInput({ own, language }: VerdictCard): CardElement[] {
  if (!own?.correction) return [];
  const label = `📏 ${rulesTexts[language].makeRuleHint}`;
  return [{ type: 'Input.Text', id: 'phrase', label, maxLength: 100, separator: true }];
}

function ruleButton({ own, prediction, language }: VerdictCard): CardButton[] {
  if (!own?.correction) return [];
  const data = { predictionId: prediction.id, label: own.correction };
  return [button(rulesTexts[language].makeRule, 'rule', data)];
}

function votes({ prediction, language, sharedLanguage, own }: VerdictCard): CardButton[] {
  const words = voteTexts[language];
  const data = { predictionId: prediction.id, card: sharedLanguage ?? language };
  const up = button(`👍 ${words.right}`, 'vote', { ...data, correct: true }, { tooltip: words.rightHint });
  const down = button(`👎 ${words.wrong}`, 'vote', { ...data, correct: false }, { tooltip: words.wrongHint });
  if (!own) return [up, down];
  return [own.correct ? down : up, button(words.undo, 'undo', { ...data, correct: own.correct })];
}

/** Dropped where there are no Universal Actions: what it asks for has to come back as an answer. */
function whyButton({ prediction, language, sharedLanguage }: VerdictCard): CardButton {
  const words = whyTexts[language];
  const data = { predictionId: prediction.id, card: sharedLanguage ?? language };
  return { ...button(`💡 ${words.ask}`, 'why', data, { tooltip: words.title }), fallback: 'drop' };
}
