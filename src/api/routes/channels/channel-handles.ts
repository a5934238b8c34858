// Handles of channels: keyed hashes that stand for conversation ids in paths and queries, which proxies and access logs
// write down. The id of a chat of two people names both.
import type { ChannelStore } from '../../../channel/channel-store.ts';
import type { ConversationStore } from '../../../delivery/conversation-reference.ts';
import { type HashPerson, isPersonHash } from '../../../feedback/people.ts';
import { Problem } from '../../../http/problem.ts';

export interface ChannelHandleParts {
  readonly channels: Pick<ChannelStore, 'listSettings'>;
  readonly conversations: Pick<ConversationStore, 'listConversations'>;
  readonly hashPerson: HashPerson;
}

export interface ChannelHandles {
  /** 32 hexadecimal digits, which no conversation id is. */
  of(channel: string): string;
  /**
   * @param name a conversation id, which is given back, or a handle of a channel that the bot knows or that was set.
   * @throws {Problem} 404 for a handle of no such channel.
   */
  resolve(name: string): Promise<string>;
}

export function createChannelHandles({
  channels,
  conversations,
  hashPerson,
}: ChannelHandleParts): ChannelHandles {
  const of = (channel: string) => hashPerson('channel', channel);
  return {
    of,
    async resolve(name) {
      if (!isPersonHash(name)) return name;
      const known = (await conversations.listConversations()).map(({ conversation }) => conversation);
      const set = (await channels.listSettings()).map(({ channel }) => channel);
      const channel = [...known, ...set].find((each) => of(each) === name);
      if (channel === undefined)
        throw new Problem(404, 'Unknown channel', 'No channel has this handle; GET /channels lists them.');
      return channel;
    },
  };
}
