// Somebody asked the bot for something: each command is answered by a card.
import { startOfDay } from '../channel/quiet-hours.ts';
import type { Rulebook } from '../channel/rulebook.ts';
import { DEFAULTS } from '../channel/settings.ts';
import type { ChannelStore } from '../channel/store.ts';
import type { AdaptiveCard } from './cards/adaptive.ts';
import { helpCard, type Keeping } from './cards/notice.ts';
import { rulesCard } from './cards/rules.ts';
import { settingsCard } from './cards/settings.ts';
import { statusCard } from './cards/status.ts';
import { sharedLanguage } from './channel-texts.ts';
import type { Command } from './command.ts';
import { noticeMessage } from './message.ts';
import { withoutThread } from './origin.ts';
import type { Turn } from './turn.ts';

export interface CommandParts {
  readonly channels: Pick<ChannelStore, 'findSettings' | 'countVerdicts'>;
  readonly rulebook: Pick<Rulebook, 'inForce'>;
  readonly classifier: { readonly model: string };
  readonly config: Keeping;
  readonly clock: () => number;
}

export function createOnCommand({ channels, rulebook, classifier, config, clock }: CommandParts) {
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
    switch (command) {
      case 'help':
        return helpCard(language, config);
      case 'settings':
        return settingsCard(language, { settings, revision });
      case 'rules':
        return rulesCard(language, await rulebook.inForce(channel));
      case 'status': {
        const today = await channels.countVerdicts(channel, startOfDay(settings.timeZone, clock()));
        return statusCard(language, { settings, today, model: classifier.model });
      }
    }
  }
}
