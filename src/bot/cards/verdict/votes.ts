// What people say of a verdict: the tally, what the reader has said, and the buttons to say so.
import type { Handling } from '../../../feedback/handling.ts';
import type { Corrections, Prediction, Tally, Vote } from '../../../feedback/prediction.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import { LABELS, type Label } from '../../../sentiment/verdict.ts';
import { topicCalled } from '../../../topics/shown-topics.ts';
import type { Topics } from '../../../topics/topics-file.ts';
import { rulesTexts } from '../../texts/rules.ts';
import { topicTexts } from '../../texts/topics.ts';
import { verdictTexts } from '../../texts/verdict.ts';
import { voteTexts } from '../../texts/vote.ts';
import { type AdaptiveCard, button, type CardButton, type CardElement, text } from '../adaptive.ts';

/** What the reader has said so far; null when they took it back. */
export type OwnVote = Pick<Vote, 'correct' | 'correction' | 'topics'> | null;

export interface Voted {
  readonly prediction: Prediction;
  readonly tally: Tally;
  /** The labels that people gave after a 👎; none by default. */
  readonly corrections?: Corrections | undefined;
  readonly language: ReaderLanguage;
  /** Those of the model in service, by which the topics of the post are named; without them none are. */
  readonly topics?: Topics | undefined;
  /** Language of the card that everybody sees, when that is another: its buttons must not change it. */
  readonly sharedLanguage?: ReaderLanguage | undefined;
  /** What the reader has said, where the card is for one reader. */
  readonly own?: OwnVote | undefined;
  /** Whether everybody sees the card: it is nobody's own, and asks whoever it concerns. */
  readonly shared?: boolean | undefined;
}

/** The data of every button: the prediction, and the language that the card of everybody keeps. */
export function aboutVerdict({ prediction, language, sharedLanguage }: Voted) {
  return { predictionId: prediction.id, card: sharedLanguage ?? language };
}

/**
 * Lets each reader's client ask for the card of that reader, as soon as somebody has voted or has the post. Without a list of people Teams
 * does so by itself in conversations of 60 people or fewer, and offers it in a menu elsewhere: a list would tell everybody
 * who voted. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
 */
export function ownView(
  shown: Voted & { readonly handling?: Handling | null | undefined },
): Pick<AdaptiveCard, 'refresh'> {
  const { up, down } = shown.tally;
  const isSomebodys = up + down > 0 || Boolean(shown.handling?.holder);
  if (!shown.shared || !isSomebodys) return {};
  const title = voteTexts[shown.language].view;
  return { refresh: { action: { type: 'Action.Execute', title, verb: 'view', data: aboutVerdict(shown) } } };
}

/** `👍 2 d’accord · 👎 1 pas d’accord · dit Neutre`; undefined while nobody voted. */
export function tallyLine(shown: Voted): string | undefined {
  const { tally, language } = shown;
  if (tally.up + tally.down === 0) return undefined;
  const said = saidInstead(shown);
  return [voteTexts[language].tally(tally), ...(said ? [said] : [])].join(' · ');
}

function saidInstead({ corrections, language }: Voted): string | undefined {
  const { say, says } = voteTexts[language];
  const { verdict } = verdictTexts[language];
  const given = LABELS.filter((label) => corrections?.[label]);
  const [only, ...more] = given;
  if (!only) return undefined;
  if (more.length === 0 && corrections![only] === 1) return says(verdict[only]);
  return say(given.map((label) => `${verdict[label]} (${corrections![label]})`));
}

/** What the reader has said, with the way to change it. */
export function ownVote(shown: Voted): CardElement[] {
  const { own, language } = shown;
  if (own === undefined) return [];
  const words = voteTexts[language];
  if (own === null) return [text(`↩️ ${words.withdrawn}`)];
  const said = own.correction
    ? verdictTexts[language].verdict[own.correction]
    : words[own.correct ? 'right' : 'wrong'];
  return [
    text(`✅ ${words.said(said)}`, { weight: 'Bolder' }),
    ...ownTopics(shown, own.topics),
    ...(own.correction ? otherLabels(shown, own.correction) : []),
  ];
}

function ownTopics({ topics, language }: Voted, said: readonly string[] | undefined): CardElement[] {
  if (!said) return [];
  const words = topicTexts[language];
  const called = said.map((name) => topicCalled(name, topics, language)).join(', ');
  return [text(`🏷️ ${words.said(called || words.none)}`, { spacing: 'None' })];
}

/** Hidden until the reader wants to change a correction. */
function otherLabels(shown: Voted, given: Label): CardElement[] {
  const id = 'other-labels';
  const { modify } = voteTexts[shown.language];
  return [
    {
      type: 'ActionSet',
      spacing: 'Small',
      actions: [{ type: 'Action.ToggleVisibility', title: `✏️ ${modify}`, targetElements: [id] }],
    },
    { ...labelButtons(shown, given), id, isVisible: false },
  ];
}

/** The right label, one of the other two, is asked of whoever voted 👎, once; on the shared card that may be any of its readers. */
export function askForLabel(shown: Voted): CardElement[] {
  const { own, tally, corrections, language } = shown;
  const words = voteTexts[language];
  const corrected = LABELS.reduce((sum, label) => sum + (corrections?.[label] ?? 0), 0);
  const asked = own ? !own.correct && !own.correction : shown.shared === true && tally.down > corrected;
  if (!asked) return [];
  return [
    text(own ? words.askCorrection : words.askCorrectionOfVoters, { separator: true, spacing: 'Medium' }),
    labelButtons(shown),
  ];
}

function labelButtons(shown: Voted, except?: Label): Extract<CardElement, { type: 'ActionSet' }> {
  const actions = LABELS.filter((label) => label !== shown.prediction.label && label !== except).map(
    (label) =>
      button(verdictTexts[shown.language].verdict[label], 'correct', { ...aboutVerdict(shown), label }),
  );
  return { type: 'ActionSet', spacing: 'Small', actions };
}

/** Whoever said what is right may say which words it was about. */
export function ruleInput({ own, language }: Voted): CardElement[] {
  if (!own?.correction) return [];
  const label = `📏 ${rulesTexts[language].makeRuleHint}`;
  return [{ type: 'Input.Text', id: 'phrase', label, maxLength: 100, separator: true }];
}

export function ruleButton({ own, prediction, language }: Voted): CardButton[] {
  if (!own?.correction) return [];
  const data = { predictionId: prediction.id, label: own.correction };
  return [button(rulesTexts[language].makeRule, 'rule', data)];
}

export function voteButtons(shown: Voted): CardButton[] {
  const { own, language } = shown;
  const words = voteTexts[language];
  const data = aboutVerdict(shown);
  const up = button(`👍 ${words.right}`, 'vote', { ...data, correct: true }, { tooltip: words.rightHint });
  const down = button(`👎 ${words.wrong}`, 'vote', { ...data, correct: false }, { tooltip: words.wrongHint });
  if (!own) return [up, down];
  return [own.correct ? down : up, button(words.undo, 'undo', { ...data, correct: own.correct })];
}
