// The digest of a channel: how its day or week went. A card with links to the worst posts; where there are none, and so nothing
// to press, a message in the Markdown that every Teams client shows: bold words and paragraphs. Posts never stand in it.

import { type Digest, negativeShare } from '../../channel/digest.ts';
import type { Message } from '../../delivery/message.ts';
import { dateFormat } from '../../locale/dates.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Topics } from '../../topics/topics-file.ts';
import type { TriageCounts, Waiting } from '../../triage/clock.ts';
import { digestTexts } from '../texts/digest.ts';
import { figureTexts } from '../texts/figures.ts';
import { type AdaptiveCard, adaptiveCard, type Fact, factSet, heading, text } from './adaptive.ts';
import { channelLine } from './channel-line.ts';
import { verdictChart } from './chart.ts';
import { countFacts } from './counts.ts';
import { noticeMessage } from './message.ts';
import { type ListedPost, postList } from './post-list.ts';
import { countedTopics, topicSection } from './topics.ts';
import { waitFacts, waitingFact } from './waiting.ts';

export interface Answers {
  /** What waits at `now`, milliseconds since 1970-01-01T00:00Z. */
  readonly waiting: Waiting;
  readonly now: number;
  /** How long answers to posts of the slot took; nothing without posts that should be answered. */
  readonly waits: Pick<TriageCounts, 'toTake' | 'toEnd'> | undefined;
}

/** Without answers where nothing waits, and nothing has waited in the slot. */
type Told = Omit<Digest, 'worst'> & {
  readonly answers?: Answers | undefined;
  /** Those of the model in service. */
  readonly knownTopics?: Topics | undefined;
};

/** @param digest with the name of its channel, if it is known. @param worst those of the digest, with the way to each. */
export function digestMessage(
  language: ReaderLanguage,
  timeZone: string,
  digest: Told & { readonly name?: string | undefined },
  worst: readonly ListedPost[],
): Message {
  if (worst.length === 0) return digestText(language, timeZone, digest);
  const card = digestCard(language, timeZone, digest, worst);
  return noticeMessage(card, card.fallbackText);
}

function digestText(language: ReaderLanguage, timeZone: string, digest: Told): Message {
  const words = digestTexts[language];
  const { title, period, told } = said(language, timeZone, digest);
  const bold = (fact: Fact) => words.line(`**${fact.title}**`, fact.value);
  const counts = digest.counts.predictions === 0 ? [] : countFacts(language, digest.counts);
  const [posts, ...others] = counts.map(bold);
  const topics = countedTopics(language, digest.knownTopics, digest.topics);
  return {
    type: 'message',
    textFormat: 'markdown',
    locale: language,
    summary: `🗞️ ${title}. ${told}`,
    text: [
      `🗞️ **${title}**`,
      `*${period}*`,
      ...(posts ? [posts, others.join(' · ')] : [told]),
      ...lookingBack(language, digest).map(bold),
      ...(topics ? [`**${topics.title}**`, topics.facts.map(bold).join(' · ')] : []),
    ].join('\n\n'),
  };
}

/** The card of {@link digestMessage}. */
export function digestCard(
  language: ReaderLanguage,
  timeZone: string,
  digest: Told & { readonly name?: string | undefined },
  worst: readonly ListedPost[],
): AdaptiveCard {
  const { counts, name } = digest;
  const { title, period, told } = said(language, timeZone, digest);
  return adaptiveCard({
    lang: language,
    fallbackText: `🗞️ ${title}. ${told}`,
    speak: `${title}. ${period}. ${told}`,
    body: [
      heading(`🗞️ ${title}`),
      ...channelLine(name),
      text(period, { isSubtle: true, spacing: 'None' }),
      factSet([...countFacts(language, counts), ...lookingBack(language, digest)]),
      ...verdictChart(language, counts),
      ...topicSection(language, digest.knownTopics, digest.topics),
      ...postList(language, worst),
    ],
  });
}

function said(language: ReaderLanguage, timeZone: string, { every, slot, counts }: Told) {
  const words = digestTexts[language];
  const moment = dateFormat(language, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const share = negativeShare(counts);
  return {
    title: words.title[every],
    period: words.period(moment.format(slot.since), moment.format(slot.until)),
    told:
      share === null
        ? figureTexts[language].nothing
        : words.posts(counts.predictions, percentage(language, share)),
  };
}

function lookingBack(language: ReaderLanguage, digest: Told): Fact[] {
  const words = digestTexts[language];
  const { votes, corrections, rules } = digest.learnt;
  return [
    { title: words.weekEarlier, value: trend(language, digest) },
    { title: figureTexts[language].disputed, value: disputedShare(language, digest.counts) },
    ...answerFacts(language, digest.answers),
    { title: words.feedback, value: words.received(votes, corrections, rules) },
  ];
}

function answerFacts(language: ReaderLanguage, answers: Answers | undefined): Fact[] {
  if (!answers) return [];
  const { waiting, now, waits } = answers;
  return [waitingFact(language, waiting, now), ...(waits ? waitFacts(language, waits) : [])];
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
