// The bot was added to a chat or a team: it says once who it is, what it keeps, and how to be left alone.
import { type InboundActivity, isPersonal } from '../../delivery/activity.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { HashPerson } from '../../feedback/people.ts';
import { noticeMessage } from '../cards/message.ts';
import { type Keeping, welcomeCard } from '../cards/notice.ts';
import { hasOwnMembers } from '../protocol/activity-reference.ts';
import type { Owners } from '../settings/owners.ts';
import { welcomeTexts } from '../texts/welcome.ts';
import type { HandlerContext } from './context.ts';

export interface InstallParts {
  readonly owners: Pick<Owners, 'welcome'>;
  readonly hashPerson: HashPerson;
  readonly config: Keeping;
}

export function createOnInstall({ owners, hashPerson, config }: InstallParts) {
  return async (context: HandlerContext): Promise<void> => {
    if (!isArrival(context.activity)) return;
    await owners.welcome(context.activity, context.receivedAt);
    // Teams tells of one installation twice, as two kinds of activity, which may name two channels of the team; later the bot greets again when it is installed again.
    const name = hashPerson('delivery', `welcome ${placeOf(context)}`);
    const card = welcomeCard(context.language, config, isPersonal(context.activity));
    const message = noticeMessage(card, welcomeTexts[context.language].welcome);
    context.say(message, { claim: { name, at: context.receivedAt } });
  };
}

/** The team, where it was added to one. */
function placeOf({ activity, conversation, reference }: HandlerContext): string {
  const team = hasOwnMembers(activity) ? undefined : reference.team;
  return team ?? withoutThread(conversation);
}

function isArrival({ type, action, membersAdded, recipient }: InboundActivity): boolean {
  if (type === 'installationUpdate') return action === 'add';
  return membersAdded?.some(({ id }) => id === recipient?.id) ?? false;
}
