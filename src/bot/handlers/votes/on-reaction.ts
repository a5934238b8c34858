// Somebody reacted to a reply of the bot, or took the reaction back: those that say right or wrong count as votes.
import { personOf } from '../../../delivery/activity.ts';
import type { ReplyStore } from '../../../delivery/replies.ts';
import type { HandlerContext } from '../context.ts';
import { Refused } from '../refused.ts';
import type { RecordVote } from './record-vote.ts';
import { fromReaction } from './vote-request.ts';

export function createOnReaction({ recordVote, replies }: { recordVote: RecordVote; replies: ReplyStore }) {
  return async (context: HandlerContext): Promise<void> => {
    const { reactionsRemoved, reactionsAdded, replyToId } = context.activity;
    const person = personOf(context.activity);
    if (!person || !replyToId) return;
    const reply = await replies.findReply(context.conversation, replyToId);
    if (!reply) return;
    const { predictionId } = reply;
    try {
      // Removed ones first: who goes from 👍 to 👎 does both at once.
      for (const correct of meanings(reactionsRemoved))
        await recordVote(context, person, { verb: 'undo', predictionId, correct });
      for (const correct of meanings(reactionsAdded))
        await recordVote(context, person, { verb: 'vote', predictionId, correct });
    } catch (error) {
      // From who may not vote it is a reaction and no more.
      if (!(error instanceof Refused)) throw error;
    }
  };
}

function meanings(reactions: readonly { readonly type: string }[] | null | undefined): boolean[] {
  return (reactions ?? []).map(({ type }) => fromReaction(type)).filter((meaning) => meaning !== undefined);
}
