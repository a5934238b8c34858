// Somebody asked the bot for something: each command is answered by a card.

import type { ChannelStore } from '../../channel/channel-store.ts';
import type { ChannelFigures } from '../../channel/figures.ts';
import type { Rulebook } from '../../channel/rulebook.ts';
import { DEFAULTS } from '../../channel/settings.ts';
import { summarise } from '../../channel/summary.ts';
import { startOfDay } from '../../channel/wall-clock.ts';
import { threadOf, withoutThread } from '../../delivery/conversation-id.ts';
import type { PlaceStore } from '../../delivery/conversation-reference.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { noticeMessage } from '../cards/message.ts';
import { helpCard, type Keeping } from '../cards/notice.ts';
import { rulesCard } from '../cards/rules.ts';
import { settingsCard } from '../cards/settings.ts';
import { statusCard } from '../cards/status.ts';
import { summaryCard } from '../cards/summary.ts';
import { linkTo } from '../protocol/message-link.ts';
import { sharedLanguage } from '../texts/channel-texts.ts';
import type { ReaderLanguage } from '../texts/texts.ts';
import type { Command } from './command.ts';
import type { Turn } from './context.ts';

export interface CommandParts {
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly figures: Pick<ChannelFigures, 'count' | 'worst'>;
  readonly places: Pick<PlaceStore, 'findPlace'>;
  readonly rulebook: Pick<Rulebook, 'inForce'>;
  readonly classifier: { readonly model: string };
  readonly config: Keeping;
  readonly clock: () => number;
}

export function createOnCommand(parts: CommandParts) {
  const { channels, figures, rulebook, classifier, config, clock } = parts;

  return async (turn: Turn, command: Command): Promise<void> => {
    const card = await answer(turn, command);
    turn.say(noticeMessage(card, card.fallbackText));
  };

  async function answer(turn: Turn, command: Command): Promise<AdaptiveCard> {
    const channel = withoutThread(turn.conversation);
    const { settings, revision } = (await channels.findSettings(channel)) ?? {
      settings: DEFAULTS,
      revision: 0,
    };
    const language = sharedLanguage(settings, turn.language);
    switch (command.name) {
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
      case 'summary':
        return summary(turn, language, command.days);
    }
  }

  async function summary(turn: Turn, language: ReaderLanguage, days?: number): Promise<AdaptiveCard> {
    const channel = withoutThread(turn.conversation);
    const thread = threadOf(turn.conversation);
    const told = await summarise(figures, { channel, thread }, days, clock());
    const place = (await parts.places.findPlace(channel)) ?? turn.place;
    const worst = told.worst.map((post) => ({ post, link: linkTo(post, place) }));
    return summaryCard(language, told, worst);
  }
}
