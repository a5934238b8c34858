// Tells a channel when far more of its posts are negative than usual: one card with the posts, then nothing for a while.
import { type BackgroundTask, createBackgroundTask } from '../../background/task.ts';
import type { ChannelStore } from '../../channel/channel-store.ts';
import type { BusyHour, ChannelFigures } from '../../channel/figures.ts';
import type { Notices } from '../../channel/notices.ts';
import { linkTo } from '../../channel/post-link.ts';
import { areQuiet } from '../../channel/quiet-hours.ts';
import { type ChannelSettings, channelSettingsOf } from '../../channel/settings.ts';
import { placeLanguage } from '../../channel/shared-language.ts';
import { findSpike, LEAST_POSTS } from '../../channel/spike.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import { type OutgoingMessage, outgoingMessages, POST_LASTS } from '../../delivery/outgoing-message.ts';
import { noticeMessage } from '../cards/message.ts';
import { spikeCard } from '../cards/spike.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LOOK_AGAIN = 5 * MINUTE;
/** Posts that the card shows. */
const SHOWN = 5;

export interface SpikeParts {
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly figures: Pick<ChannelFigures, 'busy' | 'habit' | 'worst'>;
  readonly notices: Pick<Notices<OutgoingMessage>, 'latest' | 'announce'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  /** Whether this deployment speaks up, and no other on its database; always unless given. */
  readonly inService?: (() => Promise<boolean>) | undefined;
  /** Hours in which a channel is told of no other spike. */
  readonly quietHours: number;
  /** Called when a message waits. */
  readonly onOutgoing: () => void;
  readonly log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
}

/** @returns a task that looks every five minutes once it was notified. */
export function createSpikes(parts: SpikeParts): BackgroundTask {
  const { channels, figures, notices, conversations, quietHours, onOutgoing, log, clock } = parts;
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
    const reference = spike && (await conversations.findConversation(channel));
    if (!spike || !reference) return;
    const worst = await figures.worst({ channel }, { since: now - HOUR, until: now }, SHOWN);
    const listed = worst.map((post) => ({ post, link: linkTo(post, reference) }));
    const shown = { ...hour, usual: spike.usual, quietHours };
    const card = spikeCard(placeLanguage(settings, reference), shown, listed);
    const message = noticeMessage(card, card.fallbackText);
    const outgoing = outgoingMessages.post(reference, message, now + POST_LASTS, null, worst);
    const notice = { channel, kind: 'spike', at: now, after: quietSince } as const;
    if (!(await notices.announce(notice, [outgoing]))) return;
    log.info({ ...hour, ...spike }, 'a spike of negatives is told of');
    onOutgoing();
  }

  return createBackgroundTask({
    work: look,
    onFailure: (err, wait) => log.error({ err, wait }, 'could not look for spikes; trying again'),
  });
}

function wantsNotices({ spikes, mode, quiet, timeZone }: ChannelSettings, now: number): boolean {
  return spikes && mode !== 'silent' && !(quiet && areQuiet(quiet, timeZone, now));
}
