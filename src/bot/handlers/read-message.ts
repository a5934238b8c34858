// What a message is: a post, or words to the bot.
import type { ChannelStore } from '../../channel/channel-store.ts';
import { channelSettingsOf } from '../../channel/settings.ts';
import { type InboundActivity, isGroupChat, isPersonal, personOf } from '../../delivery/activity.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import { isEmpty, normalise } from '../../sentiment/text/normalise.ts';
import { cardText } from '../protocol/card-text.ts';
import { bareCommandIn, type Command, commandIn, commandWords, isSlashed } from '../protocol/command.ts';
import { readPost, type TeamsPost } from '../protocol/post.ts';
import type { HandlerContext } from './context.ts';
import { isListenedBot } from './listened-bot.ts';

export type ReadMessage =
  | { readonly post: TeamsPost }
  /** What is none of the bot's business. */
  | { readonly passedOver: true }
  | { readonly command: Command }
  /** Words that look like a command, said to the bot. */
  | { readonly unknown: string };

/** What is meant by nothing but the bot's name. */
const HELP: Command = { name: 'help' };

export function createReadMessage({ channels }: { readonly channels: Pick<ChannelStore, 'findSettings'> }) {
  return async ({
    activity,
    conversation,
  }: Pick<HandlerContext, 'activity' | 'conversation'>): Promise<ReadMessage> => {
    const settings = await channelSettingsOf(channels, withoutThread(conversation));
    if (!personOf(activity))
      return isListenedBot(activity, settings) ? { post: botPost(activity) } : { passedOver: true };
    const post = readPost(activity);
    const { text, addressed, attached } = post;
    // Where the bot answers nobody who does not call it, a word alone is no call.
    const listens = settings.mode !== 'mentioned' && settings.mode !== 'silent';
    if (!addressed && isGroupChat(activity) && settings.mode === 'mentioned' && !isSlashed(text))
      return { passedOver: true };
    if (!text && attached) return { post };
    const personal = isPersonal(activity);
    // Nothing but the bot's name, or a sign beside it. In a personal chat, where there is no name, a lone link calls nobody.
    if (addressed && (text === '' || (!personal && isEmpty(normalise(text))))) return { command: HELP };
    const command = addressed ? commandIn(text) : bareCommandIn(text);
    if (command && (addressed || isSlashed(text) || listens)) return { command };
    // In a personal chat every message is said to the bot, and two words may be a post.
    const unknown = (addressed && !personal) || isSlashed(text) ? commandWords(text) : undefined;
    return unknown === undefined ? { post } : { unknown };
  };
}

/** A bot says nothing to the bot: what it posts, as text or as a card, is a post. */
function botPost(activity: InboundActivity): TeamsPost {
  const post = readPost(activity);
  return { ...post, text: [post.text, cardText(activity)].filter(Boolean).join('\n'), addressed: false };
}
