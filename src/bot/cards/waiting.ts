// What waits for an answer, and how long answers took, as lines of a card; and the card that reminds of posts that nobody has.
import { duration } from '../../locale/durations.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { TriageCounts, Waiting } from '../../triage/clock.ts';
import type { ReminderKind } from '../../triage/reminders.ts';
import { reminderTexts } from '../texts/reminder.ts';
import { waitingTexts } from '../texts/waiting.ts';
import { type AdaptiveCard, adaptiveCard, type Fact, heading, QUIET, text } from './adaptive.ts';
import { channelLine } from './channel-line.ts';
import { type ListedPost, postLines } from './post-list.ts';

/** `12 à traiter, le plus ancien depuis 3 h ; 4 pris en charge`. @param now milliseconds since 1970-01-01T00:00Z. */
export function waitingFact(language: ReaderLanguage, { open, oldest, taken }: Waiting, now: number): Fact {
  const words = waitingTexts[language];
  const since = oldest === null ? '' : duration(language, now - oldest);
  return { title: words.title, value: open + taken === 0 ? words.none : words.waiting(open, since, taken) };
}

/** How long it took, for half of the posts and for nine of ten; nothing where nobody took or ended any. */
export function waitFacts(
  language: ReaderLanguage,
  { toTake, toEnd }: Pick<TriageCounts, 'toTake' | 'toEnd'>,
): Fact[] {
  const words = waitingTexts[language];
  return [
    { title: words.toTake, waits: toTake },
    { title: words.toEnd, waits: toEnd },
  ].flatMap(({ title, waits: { median, p90 } }) =>
    median === null || p90 === null
      ? []
      : [{ title, value: words.waits(duration(language, median), duration(language, p90)) }],
  );
}

export interface ShownReminder {
  readonly kind: ReminderKind;
  /** How many posts it is about. */
  readonly posts: number;
  /** Milliseconds that the first of them has waited. */
  readonly waited: number;
  /** Name of the channel in which they stand, where that is another and its name is known. */
  readonly name?: string | undefined;
}

/** @param oldest those that have waited longest, with the way to each. */
export function reminderCard(
  language: ReaderLanguage,
  { kind, posts, waited, name }: ShownReminder,
  oldest: readonly ListedPost[],
): AdaptiveCard {
  const words = reminderTexts[language];
  const title = words[kind](posts);
  const told = words.oldest(posts, duration(language, waited));
  const others = posts - oldest.length;
  return adaptiveCard({
    lang: language,
    fallbackText: `📥 ${title}. ${told}`,
    speak: `${title}. ${told}`,
    body: [
      heading(`📥 ${title}`),
      ...channelLine(name),
      text(told),
      ...postLines(language, words.list, oldest),
      ...(others > 0 ? [text(words.more(others), QUIET)] : []),
      text(words.once[kind], QUIET),
    ],
  });
}
