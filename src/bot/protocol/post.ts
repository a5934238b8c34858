// The text of a post, as its author meant it: without the mention that only calls the bot, and without others' words.
import { type InboundActivity, isPersonal, isPrivate } from '../../delivery/activity.ts';
import { htmlToText, MOST_HTML } from '../../sentiment/text/html-to-text.ts';
import { withoutQuotations } from '../../sentiment/text/own-words.ts';

export interface TeamsPost {
  /** Empty when the author wrote nothing but the mention, or only attached something. */
  readonly text: string;
  /** Whether the bot was spoken to: in a personal chat, by a mention, or in private. */
  readonly addressed: boolean;
  /** Whether something other than text came with it: a card, a file, a picture. */
  readonly attached: boolean;
}

interface Mention {
  readonly mentioned?: { readonly id?: unknown; readonly name?: unknown } | null;
  readonly text?: unknown;
}

// Neither runs past a `<`, so that hostile text costs no more than its length.
const MENTION_TAG = /<at\b[^<>]*>([^<]*)<\/at>/gi;
const OTHER_TAG = /<\/?(?:quoted|attachment)\b[^<>]*>/gi;

export function readPost(activity: InboundActivity): TeamsPost {
  const html = activity.attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  const mentions = mentionsIn(activity);
  const isBot = botNames(activity, mentions);
  const text = typeof html === 'string' ? htmlToText(html, isBot) : plainText(activity.text ?? '', isBot);
  return {
    text: withoutQuotations(text).trim(),
    addressed:
      isPersonal(activity) || isPrivate(activity) || mentions.some((mention) => isOfBot(activity, mention)),
    attached: activity.attachments?.some(({ contentType }) => contentType !== 'text/html') ?? false,
  };
}

/** Of a post without HTML: it has tags for mentions, and for what it answers or carries. */
function plainText(written: string, isBot: (name: string) => boolean): string {
  return written
    .slice(0, MOST_HTML)
    .replace(MENTION_TAG, (_tag, name: string) => (isBot(htmlToText(name)) ? ' ' : ' @user '))
    .replace(OTHER_TAG, ' ');
}

function mentionsIn({ entities }: InboundActivity): readonly Mention[] {
  return (entities ?? []).filter(({ type }) => type === 'mention') as readonly Mention[];
}

function isOfBot({ recipient }: InboundActivity, { mentioned }: Mention): boolean {
  return mentioned?.id !== undefined && mentioned.id === recipient?.id;
}

/**
 * Tells whether a mention in this post is the bot's by the name it shows. A client may shorten the bot's name, or cut it
 * into two mentions: its words are the bot's unless somebody else who is mentioned is called so.
 */
function botNames(activity: InboundActivity, mentions: readonly Mention[]): (name: string) => boolean {
  const own = new Set<string>();
  const others = new Set<string>();
  for (const mention of mentions)
    for (const name of [
      mention.text,
      mention.mentioned?.name,
      isOfBot(activity, mention) && activity.recipient?.name,
    ])
      if (typeof name === 'string') (isOfBot(activity, mention) ? own : others).add(nameIn(name));
  const words = new Set([...own].flatMap((name) => name.split(' ')));
  return (shown) => {
    const name = nameIn(shown);
    if (own.has(name)) return true;
    return !others.has(name) && name !== '' && name.split(' ').every((word) => words.has(word));
  };
}

/** A name however it is spaced and capitalised, with or without its tag. */
function nameIn(written: string): string {
  const name = htmlToText(written.replace(MENTION_TAG, '$1'));
  return name
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
