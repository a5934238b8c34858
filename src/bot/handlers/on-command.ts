// Somebody asked the bot for something: each command is answered by a card.

import type { ChannelStore } from '../../channel/channel-store.ts';
import type { ChannelFigures } from '../../channel/figures.ts';
import { linkTo } from '../../channel/post-link.ts';
import type { Rulebook } from '../../channel/rules/rulebook.ts';
import { channelSettingsOf, DEFAULTS } from '../../channel/settings.ts';
import { sharedLanguage } from '../../channel/shared-language.ts';
import { summarise } from '../../channel/summary.ts';
import { startOfDay } from '../../channel/wall-clock.ts';
import { threadOf, withoutThread } from '../../delivery/conversation-id.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { noticeMessage } from '../cards/message.ts';
import { helpCard, type Keeping } from '../cards/notice.ts';
import { rulesCard } from '../cards/rules.ts';
import { settingsCard } from '../cards/settings.ts';
import { statusCard } from '../cards/status.ts';
import { summaryCard } from '../cards/summary.ts';
import type { Command } from '../protocol/command.ts';
import type { HandlerContext } from './context.ts';

export interface CommandParts {
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly figures: Pick<ChannelFigures, 'count' | 'worst'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly rulebook: Pick<Rulebook, 'inForce'>;
  readonly classifier: { readonly model: string };
  readonly config: Keeping;
  readonly clock: () => number;
}

export function createOnCommand(parts: CommandParts) {
  const { channels, figures, rulebook, classifier, config, clock } = parts;

  return async (context: HandlerContext, command: Command): Promise<void> => {
    if (command.name === 'summary') return summary(context, command.days);
    const card = await answer(context, command.name);
    context.say(noticeMessage(card, card.fallbackText));
  };

  async function answer(
    context: HandlerContext,
    command: Exclude<Command['name'], 'summary'>,
  ): Promise<AdaptiveCard> {
    const channel = withoutThread(context.conversation);
    const { settings, revision } = (await channels.findSettings(channel)) ?? {
      settings: DEFAULTS,
      revision: 0,
    };
    const language = sharedLanguage(settings, context.language);
    switch (command) {
      case 'help':
        return helpCard(language, config);
      case 'settings':
        return settingsCard(language, { settings, revision });
      case 'rules':
        return rulesCard(language, await rulebook.inForce(channel));
      case 'status': {
        const today = await figures.count(
          { channel },
          { since: startOfDay(settings.timeZone, clock()), until: clock() + 1 },
        );
        return statusCard(language, { settings, today, model: classifier.model });
      }
    }
  }

  async function summary(context: HandlerContext, days?: number): Promise<void> {
    const channel = withoutThread(context.conversation);
    const language = sharedLanguage(await channelSettingsOf(channels, channel), context.language);
    const thread = threadOf(context.conversation);
    const told = await summarise(figures, { channel, thread }, days, clock());
    const reference = (await parts.conversations.findConversation(channel)) ?? context.reference;
    const worst = told.worst.map((post) => ({ post, link: linkTo(post, reference) }));
    const card = summaryCard(language, told, worst);
    context.say(noticeMessage(card, card.fallbackText), told.worst);
  }
}
