// The digest of a channel: how its day or week went.
import { type Digest, negativeShare } from '../../channel/digest.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { digestTextsIn } from '../texts/digest-texts.ts';
import { type AdaptiveCard, adaptiveCard, text } from './adaptive.ts';
import { verdictChart } from './chart.ts';
import { countFacts } from './counts.ts';
import { type ListedPost, postList } from './post-list.ts';

/** @param worst those of the digest, with the way to each. */
export function digestCard(
  language: ReaderLanguage,
  timeZone: string,
  digest: Omit<Digest, 'worst'>,
  worst: readonly ListedPost[],
): AdaptiveCard {
  const words = digestTextsIn(language);
  const { every, slot, counts, learnt } = digest;
  const moment = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const period = words.from(moment.format(slot.since), moment.format(slot.until));
  const share = negativeShare(counts);
  const told = share === null ? words.nothing : words.before(counts.predictions, percentage(language, share));
  return adaptiveCard({
    lang: language,
    fallbackText: `🗞️ ${words.digest[every]}. ${told}`,
    speak: `${words.digest[every]}, ${period}. ${told}`,
    body: [
      text(`🗞️ ${words.digest[every]}`, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      text(period, { isSubtle: true, spacing: 'None' }),
      {
        type: 'FactSet',
        facts: [
          ...countFacts(language, counts),
          { title: words.trend, value: trend(language, digest) },
          { title: words.badRate, value: badRate(language, counts) },
          { title: words.learnt, value: words.lessons(learnt.votes, learnt.corrections, learnt.rules) },
        ],
      },
      ...verdictChart(language, counts),
      ...postList(language, words.worst, worst),
    ],
  });
}

/** What it was a week before, and by how many points the share of negatives has moved since. */
function trend(
  language: ReaderLanguage,
  { counts, weekBefore }: Pick<Digest, 'counts' | 'weekBefore'>,
): string {
  const words = digestTextsIn(language);
  const [now, then] = [negativeShare(counts), negativeShare(weekBefore)];
  if (then === null) return words.nothingBefore;
  const before = words.before(weekBefore.predictions, percentage(language, then));
  if (now === null) return before;
  const points = Math.round((now - then) * 100);
  const signed = new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(points);
  const arrow = points > 0 ? '↗' : points < 0 ? '↘' : '→';
  return `${before} · ${arrow} ${words.points(signed)}`;
}

function badRate(language: ReaderLanguage, { up, down }: Digest['counts']): string {
  const words = digestTextsIn(language);
  return up + down === 0 ? words.noVotes : words.ofVotes(percentage(language, down / (up + down)), up + down);
}
