// Where an activity happened: the conversation, its team and tenant, as the Bot Framework and Teams name them.
import { type InboundActivity, isGroupChat } from '../../delivery/activity.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import type { Named } from '../../delivery/names.ts';
import { readerLanguage } from '../../locale/reader-language.ts';

const channelDataOf = ({ channelData }: InboundActivity) =>
  (channelData ?? {}) as { readonly tenant?: Thing; readonly team?: Thing; readonly channel?: Thing };

/** Something of Teams, as an activity describes it. */
interface Thing {
  readonly id?: unknown;
  readonly name?: unknown;
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

/** What an activity says that its team, its channel or its group chat is called. */
export function namesIn(activity: InboundActivity): Named[] {
  const { team, channel } = channelDataOf(activity);
  const { id, name } = activity.conversation;
  return [team, channel, isGroupChat(activity) ? { id, name } : undefined].flatMap((thing) => {
    const named = { id: idOf(thing), name: idOf({ id: thing?.name }) };
    return named.id !== undefined && named.name !== undefined ? [named as Named] : [];
  });
}

function idOf(thing: Thing | undefined): string | undefined {
  return typeof thing?.id === 'string' && thing.id ? thing.id : undefined;
}
