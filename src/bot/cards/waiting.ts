// What waits for an answer, and how long answers took, as lines of a card.
import { duration } from '../../locale/durations.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { TriageCounts, Waiting } from '../../triage/clock.ts';
import { waitingTexts } from '../texts/waiting.ts';
import type { Fact } from './adaptive.ts';

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
