// Where a judged post can be read: in Teams by a deep link, elsewhere by its own address.
// https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
import { messageAt } from '../delivery/conversation-id.ts';
import type { ConversationReference } from '../delivery/conversation-reference.ts';
import type { Prediction } from '../feedback/prediction.ts';

type Post = Pick<Prediction, 'door' | 'origin' | 'channel' | 'thread'>;

/** @returns undefined where a post has no address: on another host than Teams. */
export function linkTo(
  post: Post,
  reference: Pick<ConversationReference, 'host' | 'tenant' | 'teamGroup'>,
): string | undefined {
  if (post.door === 'api') return addressOf(post);
  const message = messageAt(post.origin);
  // The chat of one person with the bot has an id that only the bot knows.
  if (reference.host !== 'msteams' || !post.channel?.startsWith('19:') || !message) return undefined;
  const address = new URL(
    `https://teams.microsoft.com/l/message/${encodeURIComponent(post.channel)}/${encodeURIComponent(message)}`,
  );
  const { searchParams } = address;
  if (reference.tenant) searchParams.set('tenantId', reference.tenant);
  if (reference.teamGroup) searchParams.set('groupId', reference.teamGroup);
  if (post.thread) searchParams.set('parentMessageId', post.thread);
  else searchParams.set('context', JSON.stringify({ contextType: 'chat' }));
  return address.href;
}

/** Where a post from elsewhere stands: its origin is `<network>:<address>`. */
export function addressOf({ origin }: Pick<Post, 'origin'>): string | undefined {
  return /^[\w.-]+:(https?:\/\/.+)$/s.exec(origin ?? '')?.[1];
}

/** The network that a post from elsewhere comes from; undefined for one that nobody named. */
export function networkOf({ origin }: Pick<Post, 'origin'>): string | undefined {
  const network = /^([\w.-]+):https?:\/\//.exec(origin ?? '')?.[1];
  return network === 'web' ? undefined : network;
}
