// Somebody asked the bot for something, in writing or by a button: each command is answered by a card.
import { z } from 'zod';
import type { ChannelStore } from '../../channel/channel-store.ts';
import { channelSettingsOf } from '../../channel/settings.ts';
import { sharedLanguage } from '../../channel/shared-language.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import { unknownCard } from '../cards/commands.ts';
import { noticeMessage, privateNotice } from '../cards/message.ts';
import { alikeTo, COMMAND_NAMES, type Command } from '../protocol/command.ts';
import type { CardActionHandlers } from './card-action.ts';
import type { CommandCard } from './command-card.ts';
import type { HandlerContext } from './context.ts';
import { Refused } from './refused.ts';

export function createOnCommand(commandCard: CommandCard) {
  return async (context: HandlerContext, command: Command): Promise<void> => {
    const { card, quoted } = await commandCard(context, command);
    // A summary is for everybody; the rest concerns whoever asked.
    if (command.name === 'summary') context.say(noticeMessage(card, card.fallbackText), { quoted });
    else context.sayPrivately(privateNotice(card));
  };
}

/** Words that look like a command and are none: the commands that may have been meant are offered. */
export function createOnUnknownCommand({
  channels,
}: {
  readonly channels: Pick<ChannelStore, 'findSettings'>;
}) {
  return async (context: HandlerContext, words: string): Promise<void> => {
    const settings = await channelSettingsOf(channels, withoutThread(context.conversation));
    const card = unknownCard(sharedLanguage(settings, context.language), words, alikeTo(words));
    context.sayPrivately(privateNotice(card));
  };
}

const Pressed = z.looseObject({
  command: z.enum(COMMAND_NAMES),
  /** The language of the card that was pressed. */
  card: z.enum(['fr', 'en']).optional().catch(undefined),
});

export function createOnCommandButton(commandCard: CommandCard): CardActionHandlers {
  return {
    async command({ context, sent }) {
      const { data } = Pressed.safeParse(sent);
      if (!data) throw new Refused('BadRequest');
      const language = data.card ?? context.language;
      const { card } = await commandCard(context, { name: data.command, language });
      return { card, forAll: false };
    },
  };
}
