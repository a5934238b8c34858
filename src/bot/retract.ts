// Takes a reply back, because its post was deleted or has nothing left to judge: the text is forgotten first, whatever
// becomes of the card.
import type { Ledger } from '../feedback/ledger.ts';
import { originOf } from './origin.ts';
import type { ReplyStore } from './replies.ts';
import type { Turn } from './turn.ts';

export type Retract = (turn: Turn) => Promise<void>;

export function createRetract({ ledger, replies }: { ledger: Ledger; replies: ReplyStore }): Retract {
  return async (turn) => {
    const { conversation, activity } = turn;
    const post = activity.id;
    await ledger.forgetPost(originOf(conversation, post));
    const earlier = await replies.findReplyToPost(conversation, post);
    if (!earlier) return;
    await turn.remove(earlier.reply);
    await replies.deleteReply(conversation, post);
  };
}
