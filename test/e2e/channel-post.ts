// A post in a channel that does not mention the bot. Teams sends these to the bot; the Playground shows them and sends
// nothing, so the activity that Teams would send is made here, as Teams makes it.
import type { Playground, WireActivity } from './playground.ts';
import type { TeamsWindow } from './teams-window.ts';

/**
 * Writes a post in the open channel, and has it delivered to the bot.
 * @param options.mention whether it calls the bot: the Playground's own mentions come from an English client.
 * @returns the activity that was sent.
 */
export async function postInChannel(
  { teams, playground }: { teams: TeamsWindow; playground: Playground },
  words: string,
  locale: string,
  { mention = false }: { readonly mention?: boolean } = {},
): Promise<WireActivity> {
  const { messageId, conversationId } = await teams.write(words);
  const common = await playground.template(conversationId);
  const called = `<at>bot</at>`;
  const text = mention ? `${called} ${words}` : words;
  const channel = conversationId.replace(/;messageid=.*/, '');
  const activity = {
    ...common,
    type: 'message',
    id: messageId,
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
    locale,
    entities: [
      { type: 'clientInfo', locale, platform: 'Web' },
      ...(mention ? [{ type: 'mention', mentioned: common.recipient, text: called }] : []),
    ],
    channelData: {
      teamsChannelId: channel,
      channel: { id: channel },
      tenant: { id: common.conversation.tenantId },
    },
  };
  await playground.sendCustomActivity(activity);
  return activity;
}

/** The activity that Teams sends when somebody edits the post. */
export function edited(activity: WireActivity, text: string): WireActivity {
  return {
    ...activity,
    type: 'messageUpdate',
    timestamp: new Date().toISOString(),
    text,
    attachments: [{ contentType: 'text/html', content: `<p>${text}</p>` }],
    channelData: { ...activity.channelData, eventType: 'editMessage' },
  };
}

/** The activity that Teams sends when somebody deletes the post. */
export function deleted({ attachments, text, ...activity }: WireActivity): WireActivity {
  return {
    ...activity,
    type: 'messageDelete',
    timestamp: new Date().toISOString(),
    channelData: { ...activity.channelData, eventType: 'softDeleteMessage' },
  };
}
