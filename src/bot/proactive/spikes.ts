// Tells a channel when far more of its posts are negative than usual, in all or about a topic: one card with the posts, then
// nothing for a while.
import { type BackgroundTask, createBackgroundTask } from '../../background/task.ts';
import type { ChannelStore } from '../../channel/channel-store.ts';
import type { BusyHour, ChannelFigures } from '../../channel/figures.ts';
import type { Notices } from '../../channel/notices.ts';
import { linkTo } from '../../channel/post-link.ts';
import { areQuiet } from '../../channel/quiet-hours.ts';
import { type ChannelSettings, channelSettingsOf } from '../../channel/settings.ts';
import { placeLanguage } from '../../channel/shared-language.ts';
import { findSpike, findTopicSpike, isNoticeable, LEAST_POSTS } from '../../channel/spike.ts';
import { type OutgoingMessage, outgoingMessages, POST_LASTS } from '../../delivery/outgoing-message.ts';
import { topicCalled } from '../../topics/shown-topics.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { noticeMessage } from '../cards/message.ts';
import { spikeCard } from '../cards/spike.ts';
import type { SpeakerParts } from './speaker.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LOOK_AGAIN = 5 * MINUTE;
/** Posts that the card shows. */
const SHOWN = 5;

export interface SpikeParts extends SpeakerParts {
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly figures: Pick<ChannelFigures, 'busy' | 'habit' | 'topics' | 'worst'>;
  readonly classifier: TopicSource;
  readonly notices: Pick<Notices<OutgoingMessage>, 'latest' | 'announce'>;
  /** Hours in which a channel is told of no other spike. */
  readonly quietHours: number;
}

/** @returns a task that looks every five minutes once it was notified. */
export function createSpikes(parts: SpikeParts): BackgroundTask {
  const { channels, figures, classifier, notices, conversations, quietHours, onOutgoing, log, clock } = parts;
  const { inService = async () => true } = parts;

  async function look(): Promise<number> {
    if (!(await inService())) return LOOK_AGAIN;
    const now = clock();
    for (const hour of await figures.busy({ since: now - HOUR, until: now }, LEAST_POSTS))
      await watch(hour, now).catch((err) =>
        log.error({ err }, 'could not look for a spike in a channel; trying again'),
      );
    return LOOK_AGAIN;
  }

  async function watch({ channel, ...hour }: BusyHour, now: number): Promise<void> {
    const settings = await channelSettingsOf(channels, channel);
    if (!wantsNotices(settings, now)) return;
    const quietSince = now - quietHours * HOUR;
    const last = await notices.latest(channel, 'spike');
    if (last !== undefined && last >= quietSince) return;
    const spike = findSpike(hour, await figures.habit(channel, now));
    const topics = await topicSpikes(channel, hour.posts, now);
    if (!spike && topics.length === 0) return;
    const reference = await conversations.findConversation(channel);
    if (!reference) return;
    const language = placeLanguage(settings, reference);
    // Where the negatives are as many as ever, those about the topic tell what has happened.
    const scope = { channel, topic: spike ? undefined : topics[0]?.topic };
    const worst = await figures.worst(scope, { since: now - HOUR, until: now }, SHOWN);
    const listed = worst.map((post) => ({ post, link: linkTo(post, reference) }));
    const named = topics.map(({ topic, ...each }) => ({
      ...each,
      called: topicCalled(topic, classifier.topics, language),
    }));
    const card = spikeCard(language, { ...hour, usual: spike?.usual, topics: named, quietHours }, listed);
    const message = noticeMessage(card, card.fallbackText);
    const outgoing = outgoingMessages.post(reference, message, now + POST_LASTS, null, worst);
    const notice = { channel, kind: 'spike', at: now, after: quietSince } as const;
    if (!(await notices.announce(notice, [outgoing]))) return;
    log.info(
      { ...hour, ...spike, topics: topics.map(({ topic }) => topic) },
      'a spike of negatives is told of',
    );
    onOutgoing();
  }

  /** The topics of which far more of the posts of the last hour complain than usual, the most frequent first. */
  async function topicSpikes(channel: string, posts: number, now: number): Promise<readonly TopicSpike[]> {
    const known = classifier.topics?.topics.length ?? 0;
    if (known === 0) return [];
    const found: TopicSpike[] = [];
    const { topics } = await figures.topics({ channel }, { since: now - HOUR, until: now });
    for (const { topic, negative } of topics) {
      if (!isNoticeable({ posts, negative })) continue;
      const spike = findTopicSpike({ posts, negative }, await figures.habit(channel, now, topic), known);
      if (spike) found.push({ topic, negative, usual: spike.usual });
    }
    return found.sort((a, b) => b.negative - a.negative);
  }

  return createBackgroundTask({
    work: look,
    onFailure: (err, wait) => log.error({ err, wait }, 'could not look for spikes; trying again'),
  });
}

interface TopicSpike {
  readonly topic: string;
  readonly negative: number;
  readonly usual: number;
}

function wantsNotices({ spikes, mode, quiet, timeZone }: ChannelSettings, now: number): boolean {
  return spikes && mode !== 'silent' && !(quiet && areQuiet(quiet, timeZone, now));
}
