// How far the answer to a post is, on its card: who has it, and the buttons to take it, to end it, to open it again.
import type { Handling, PostStatus } from '../../../feedback/handling.ts';
import { handlingTexts } from '../../texts/handling.ts';
import { button, type CardButton, type CardElement, richText, run, text } from '../adaptive.ts';
import { shortened } from '../quote.ts';
import { aboutVerdict, type Voted } from './votes.ts';

const LONGEST_NAME = 60;

const SIGN: Readonly<Record<PostStatus, string>> = {
  open: '📥',
  taken: '🙋',
  answered: '✅',
  no_answer: '☑️',
};

/** What is missing is not known; a card without `handling` is of a post that waits for nothing. */
export interface HandlingShown {
  readonly handling?: Handling | null | undefined;
  /** What Teams calls whoever has the post: names stand on cards of Teams alone. */
  readonly holderName?: string | undefined;
  /** Whether that is the reader, where the card is for one reader. */
  readonly isHolder?: boolean | undefined;
  /** Whether the reader wanted what could not be done, because the post was no longer as their card showed it. */
  readonly wasLate?: boolean | undefined;
}

/** `🙋 Pris en charge · Camille`; undefined for a post that waits for nothing. */
export function handlingLine({
  handling,
  holderName,
  isHolder,
  language,
}: Voted & HandlingShown): string | undefined {
  if (!handling) return undefined;
  const words = handlingTexts[language];
  const { status } = handling;
  if (isHolder) return `${SIGN[status]} ${words.yours[status]}`;
  const name = holderName?.trim() && shortened(holderName.trim(), LONGEST_NAME);
  return `${SIGN[status]} ${name ? words.by(words.status[status], name) : words.status[status]}`;
}

/** The sentence that is read out in place of a card, with who answers. */
export function spokenWith(sentence: string, shown: Voted & HandlingShown): string {
  const line = handlingLine(shown);
  return line ? `${sentence} ${line}.` : sentence;
}

export function handlingSection(shown: Voted & HandlingShown): CardElement[] {
  const line = handlingLine(shown);
  if (!line || !shown.handling) return [];
  const words = handlingTexts[shown.language];
  return [
    ...(shown.wasLate ? [text(`⚠️ ${words[wasOutrun(shown) ? 'meanwhile' : 'behind']}`)] : []),
    richText([run(line, { weight: 'Bolder' })], { separator: true, spacing: 'Medium' }),
    { type: 'ActionSet', spacing: 'Small', actions: statusButtons(shown, shown.handling) },
  ];
}

/** Whether another has it or has ended it: what waits for anybody, or ended by itself, was snatched away by nobody. */
function wasOutrun({ handling, isHolder }: HandlingShown): boolean {
  return !isHolder && handling?.holder != null;
}

/** The buttons carry what the card shows: a press on a card that is behind overwrites nothing. */
function statusButtons(shown: Voted & HandlingShown, { status: now, revision }: Handling): CardButton[] {
  const words = handlingTexts[shown.language];
  const to = (status: PostStatus, title: string) =>
    button(title, 'status', { ...aboutVerdict(shown), status, revision });
  const ends = [to('answered', `✅ ${words.answered}`), to('no_answer', `☑️ ${words.noAnswer}`)];
  if (now === 'open') return [to('taken', `🙋 ${words.take}`), ...ends];
  if (now !== 'taken') return [to('open', `📥 ${words.reopen}`)];
  return [
    ...(shown.isHolder ? [] : [to('taken', `🙋 ${words.take}`)]),
    ...ends,
    ...(shown.isHolder ? [to('open', `↩️ ${words.release}`)] : []),
  ];
}
