// Bots whose posts a channel wants to have judged like those of people: monitoring posts arrive so, through a workflow.
import type { ChannelSettings } from '../../channel/settings.ts';
import { type InboundActivity, personOf } from '../../delivery/activity.ts';
import { threadOf } from '../../delivery/conversation-id.ts';

/**
 * Whether an activity is a post by a bot on the list of its channel. Never our own; and never an answer in a thread, so that
 * two bots cannot go on answering each other.
 */
export function isListenedBot(activity: InboundActivity, { bots }: Pick<ChannelSettings, 'bots'>): boolean {
  const { from, recipient, conversation, id } = activity;
  if (!from || personOf(activity) || from.id === recipient?.id) return false;
  const thread = threadOf(conversation.id);
  if (activity.replyToId || (thread !== undefined && thread !== id)) return false;
  const names = [from.id, typeof from.name === 'string' ? from.name : ''].map(plain);
  return bots.some((bot) => names.includes(plain(bot)));
}

const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase();
