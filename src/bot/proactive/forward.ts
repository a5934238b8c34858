// Shows a post from elsewhere in the channel that the rules choose, where people vote on its verdict like on any other.

import type { ChannelStore } from '../../channel/channel-store.ts';
import { decide } from '../../channel/decide.ts';
import type { Forward } from '../../channel/forward.ts';
import { type ForwardingStore, ruleFor } from '../../channel/forwarding.ts';
import { channelSettingsOf } from '../../channel/settings.ts';
import { placeLanguage } from '../../channel/shared-language.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import { outgoingMessages, POST_LASTS } from '../../delivery/outgoing-message.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { headlineMessage } from '../cards/message.ts';
import { verdictCard } from '../cards/verdict/verdict.ts';

export interface ForwardParts {
  readonly forwarding: Pick<ForwardingStore, 'listRules'>;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly classifier: TopicSource;
  /** Called when a message waits. */
  readonly onOutgoing: () => void;
  readonly clock: () => number;
}

export function createForward({
  forwarding,
  channels,
  conversations,
  classifier,
  onOutgoing,
  clock,
}: ForwardParts): Forward {
  return {
    async choose(verdict, { network }) {
      const { language, label, topics } = verdict;
      const rule = ruleFor(await forwarding.listRules(), { language, network, label, topics });
      if (!rule) return { reference: undefined, why: 'No route fits this post; PUT /routes sets them.' };
      const reference = await conversations.findConversation(rule.channel);
      if (!reference)
        return {
          reference,
          why: `The bot does not know the channel ${rule.channel}, or not any more; add it to its team, and write there once.`,
        };
      const { conversation: channel } = reference;
      const settings = await channelSettingsOf(channels, channel);
      if (decide(settings, verdict, false, clock()) === 'nothing')
        return {
          reference: undefined,
          channel,
          why: `By its settings the channel ${channel} wants no card for this post now.`,
        };
      return { reference, settings };
    },

    notify: onOutgoing,

    compose({ reference, settings }, prediction, { text, author, handling }) {
      const language = placeLanguage(settings, reference);
      const { topics } = classifier;
      const tally = { up: 0, down: 0 };
      const card = verdictCard({
        prediction,
        tally,
        handling,
        language,
        topics,
        post: text,
        author,
      });
      const message = headlineMessage(card, prediction, language);
      return outgoingMessages.card(reference, prediction.id, message, clock() + POST_LASTS);
    },
  };
}
