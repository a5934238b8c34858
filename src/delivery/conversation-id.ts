// Where a post stands, as one string: `teams:<conversation>/<activity>`. The ledger forgets a post by it, and a card's
// data is believed only when the prediction it names was made in the same conversation.

/** A conversation id without the thread that Teams adds to it in channels: `19:…@thread.tacv2;messageid=…`. */
export function withoutThread(conversation: string): string {
  return conversation.replace(/;messageid=.*$/s, '');
}

/** Id of the message that began the thread of a conversation; undefined where there are no threads. */
export function threadOf(conversation: string): string | undefined {
  return /;messageid=(.+)$/s.exec(conversation)?.[1];
}

/** Whether an id by itself tells that its conversation is a chat, in which everybody has the same rights; no channel's does. */
export function isChatId(conversation: string): boolean {
  return /^(?:a:|19:[^;]+@(?:thread\.v2|unq\.gbl\.spaces)$)/.test(conversation);
}

/** Whether an id by itself tells that its conversation is the chat of one person with the bot. */
export function isPersonalChat(conversation: string): boolean {
  return conversation.startsWith('a:');
}

export function originOf(conversation: string, post: string): string {
  return `${placeOf(conversation)}${post}`;
}

/** Whether what stands at `origin` was written in this conversation, in whatever thread. */
export function isFrom(conversation: string, origin: string | null): boolean {
  const reference = placeOf(conversation);
  return origin?.startsWith(reference) === true && !origin.slice(reference.length).includes('/');
}

/** Whether a verdict belongs to this conversation: its post was written there, or is shown there. */
export function isShownIn(
  conversation: string,
  { origin, channel }: { readonly origin: string | null; readonly channel: string | null },
): boolean {
  return channel === withoutThread(conversation) || isFrom(conversation, origin);
}

/** Id of the message that stands at `origin`, for a post that was written in Teams. */
export function messageAt(origin: string | null): string | undefined {
  return /^teams:.*\/([^/]+)$/s.exec(origin ?? '')?.[1];
}

/** The conversation, without thread, of what stands at `origin`; undefined for what was not written in Teams. */
export function conversationOf(origin: string | null): string | undefined {
  return /^teams:(.+)\/[^/]+$/s.exec(origin ?? '')?.[1];
}

function placeOf(conversation: string): string {
  return `teams:${withoutThread(conversation)}/`;
}
