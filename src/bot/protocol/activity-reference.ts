// Where an activity happened: the conversation, its team and tenant, as the Bot Framework and Teams name them.
import type { InboundActivity } from '../../delivery/activity.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import { readerLanguage } from '../../locale/reader-language.ts';

const channelDataOf = ({ channelData }: InboundActivity) =>
  (channelData ?? {}) as { readonly tenant?: Named; readonly team?: Named; readonly channel?: Named };

interface Named {
  readonly id?: unknown;
  readonly aadGroupId?: unknown;
}

/** Where an activity happened, its thread included. */
export function referenceOf(activity: InboundActivity): ConversationReference {
  const { tenant, team } = channelDataOf(activity);
  const { conversation, serviceUrl, channelId, recipient, locale } = activity;
  return {
    conversation: conversation.id,
    serviceUrl,
    host: channelId,
    tenant: idOf(tenant) ?? idOf({ id: conversation.tenantId }),
    team: idOf(team),
    teamGroup: idOf({ id: team?.aadGroupId }),
    bot: recipient?.id ?? '',
    language: locale ? readerLanguage(locale) : undefined,
  };
}

/** The channel that an activity is about, when it is not the one it was sent to: Teams tells of a deleted channel in another. */
export function channelOf(activity: InboundActivity): string | undefined {
  return idOf(channelDataOf(activity).channel);
}

/** Whether an activity comes from a private or shared channel, whose members are not those of its team. */
export function hasOwnMembers(activity: InboundActivity): boolean {
  const { type } = (channelDataOf(activity).channel ?? {}) as { readonly type?: unknown };
  return typeof type === 'string' && type.toLowerCase() !== 'standard';
}

function idOf(named: Named | undefined): string | undefined {
  return typeof named?.id === 'string' && named.id ? named.id : undefined;
}
