// The digest of a channel: how its day or week went.
import { type Digest, negativeShare } from '../../channel/digest.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { digestTexts } from '../texts/digest.ts';
import { figureTexts } from '../texts/figures.ts';
import { type AdaptiveCard, adaptiveCard, factSet, heading, text } from './adaptive.ts';
import { channelLine } from './channel-line.ts';
import { verdictChart } from './chart.ts';
import { countFacts } from './counts.ts';
import { type ListedPost, postList } from './post-list.ts';

/** @param digest with the name of its channel, if it is known. @param worst those of the digest, with the way to each. */
export function digestCard(
  language: ReaderLanguage,
  timeZone: string,
  digest: Omit<Digest, 'worst'> & { readonly name?: string | undefined },
  worst: readonly ListedPost[],
): AdaptiveCard {
  const words = digestTexts[language];
  const { every, slot, counts, learnt } = digest;
  const moment = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const period = words.period(moment.format(slot.since), moment.format(slot.until));
  const share = negativeShare(counts);
  const told =
    share === null
      ? figureTexts[language].nothing
      : words.posts(counts.predictions, percentage(language, share));
  return adaptiveCard({
    lang: language,
    fallbackText: `🗞️ ${words.title[every]}. ${told}`,
    speak: `${words.title[every]}. ${period}. ${told}`,
    body: [
      heading(`🗞️ ${words.title[every]}`),
      ...channelLine(digest.name),
      text(period, { isSubtle: true, spacing: 'None' }),
      factSet([
        ...countFacts(language, counts),
        { title: words.weekEarlier, value: trend(language, digest) },
        { title: figureTexts[language].disputed, value: disputedShare(language, counts) },
        { title: words.feedback, value: words.received(learnt.votes, learnt.corrections, learnt.rules) },
      ]),
      ...verdictChart(language, counts),
      ...postList(language, worst),
    ],
  });
}

/** What it was a week before, and by how many points the share of negatives has moved since. */
function trend(
  language: ReaderLanguage,
  { counts, weekBefore }: Pick<Digest, 'counts' | 'weekBefore'>,
): string {
  const words = digestTexts[language];
  const [now, then] = [negativeShare(counts), negativeShare(weekBefore)];
  if (then === null) return words.noPosts;
  const before = words.posts(weekBefore.predictions, percentage(language, then));
  if (now === null) return before;
  const points = Math.round((now - then) * 100);
  const arrow = points > 0 ? '↗' : points < 0 ? '↘' : '→';
  return `${before} · ${arrow} ${words.points(points)}`;
}

function disputedShare(language: ReaderLanguage, { up, down }: Digest['counts']): string {
  const words = figureTexts[language];
  return up + down === 0 ? words.noVotes : words.ofVotes(percentage(language, down / (up + down)), up + down);
}
