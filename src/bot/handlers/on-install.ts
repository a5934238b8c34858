// The bot was added to a chat or a team: it says once who it is, what it keeps, and how to be left alone.
import { type InboundActivity, isPersonal } from '../../delivery/activity.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import type { HashPerson } from '../../feedback/people.ts';
import { noticeMessage } from '../cards/message.ts';
import { type Keeping, welcomeCard } from '../cards/notice.ts';
import type { Owners } from '../settings/owners.ts';
import { welcomeTexts } from '../texts/welcome.ts';
import type { HandlerContext } from './context.ts';

export interface InstallParts {
  readonly replies: ReplyStore;
  readonly owners: Pick<Owners, 'welcome'>;
  readonly hashPerson: HashPerson;
  readonly config: Keeping;
  readonly clock: () => number;
}

export function createOnInstall({ replies, owners, hashPerson, config, clock }: InstallParts) {
  return async (context: HandlerContext): Promise<void> => {
    if (!isArrival(context.activity)) return;
    await owners.welcome(context.activity, context.receivedAt);
    // Teams tells of one installation twice, as two kinds of activity. The claim is never finished, so that it lasts a
    // minute only, and the bot greets again when it is installed again.
    const key = hashPerson('delivery', `welcome ${withoutThread(context.conversation)}`);
    if (!(await replies.claimDelivery(key, clock()))) return;
    context.say(
      noticeMessage(
        welcomeCard(context.language, config, isPersonal(context.activity)),
        welcomeTexts[context.language].welcome,
      ),
    );
  };
}

function isArrival({ type, action, membersAdded, recipient }: InboundActivity): boolean {
  if (type === 'installationUpdate') return action === 'add';
  return membersAdded?.some(({ id }) => id === recipient?.id) ?? false;
}
