// Where a post stands, as one string: `teams:<conversation>/<activity>`. The ledger forgets a post by it, and a card's
// data is believed only when the prediction it names was made in the same conversation.

/** A conversation id without the thread that Teams adds to it in channels: `19:…@thread.tacv2;messageid=…`. */
export function withoutThread(conversation: string): string {
  return conversation.replace(/;messageid=.*$/s, '');
}

export function originOf(conversation: string, post: string): string {
  return `${placeOf(conversation)}${post}`;
}

/** Whether what stands at `origin` was written in this conversation, in whatever thread. */
export function isFrom(conversation: string, origin: string | null): boolean {
  const place = placeOf(conversation);
  return origin?.startsWith(place) === true && !origin.slice(place.length).includes('/');
}

function placeOf(conversation: string): string {
  return `teams:${withoutThread(conversation)}/`;
}
