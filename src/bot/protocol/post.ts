// The text of a post, as its author meant it: without the mention that only calls the bot.

import { type InboundActivity, isPersonal } from '../../delivery/activity.ts';
import { htmlToText } from '../../sentiment/text/html-to-text.ts';

export interface TeamsPost {
  /** Empty when the author wrote nothing but the mention, or only attached something. */
  readonly text: string;
  /** Whether the bot was spoken to: in a personal chat, or by a mention. */
  readonly addressed: boolean;
  /** Whether something other than text came with it: a card, a file, a picture. */
  readonly attached: boolean;
}

interface Mention {
  readonly mentioned?: { readonly id?: unknown } | null;
  readonly text?: unknown;
}

// Neither runs past a `<`, so that hostile text costs no more than its length.
const MENTION_SPAN = /<span\b[^<>]*\bitemtype="http:\/\/schema\.skype\.com\/Mention"[^<>]*>([^<]*)<\/span>/gi;
const MENTION_TAG = /<at\b[^<>]*>([^<]*)<\/at>/gi;

export function readPost(activity: InboundActivity): TeamsPost {
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  const names = namesOfBot(activity);
  const dropBot = (mention: string, name: string) => (names.has(htmlToText(name)) ? ' ' : mention);
  const withoutBot = (written: string) =>
    written.replace(MENTION_SPAN, dropBot).replace(MENTION_TAG, dropBot);
  const text =
    typeof html === 'string'
      ? htmlToText(withoutBot(html))
      : withoutBot(activity.text ?? '').replace(MENTION_TAG, ' @user ');
  return {
    text: text.trim(),
    addressed: isPersonal(activity) || names.size > 0,
    attached: activity.attachments?.some(({ contentType }) => contentType !== 'text/html') ?? false,
  };
}

/** The names by which the bot is mentioned in this post. */
function namesOfBot({ entities, recipient }: InboundActivity): Set<string> {
  const mentions = (entities ?? []).filter(({ type }) => type === 'mention') as readonly Mention[];
  return new Set(
    mentions
      .filter(({ mentioned, text }) => mentioned?.id === recipient?.id && typeof text === 'string')
      .map(({ text }) => htmlToText(String(text).replace(MENTION_TAG, '$1'))),
  );
}
