// Somebody reacted to a reply of the bot, or took the reaction back: those that say right or wrong count as votes.
import { personOf } from '../../delivery/activity.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import type { Turn } from './context.ts';
import type { Cast } from './record-vote.ts';
import { Refused } from './refused.ts';
import { fromReaction } from './vote-request.ts';

export function createOnReaction({ cast, replies }: { cast: Cast; replies: ReplyStore }) {
  return async (turn: Turn): Promise<void> => {
    const { reactionsRemoved, reactionsAdded, replyToId } = turn.activity;
    const person = personOf(turn.activity);
    if (!person || !replyToId) return;
    const reply = await replies.findReply(turn.conversation, replyToId);
    if (!reply) return;
    const { predictionId } = reply;
    try {
      // Removed ones first: who goes from 👍 to 👎 does both at once.
      for (const correct of meanings(reactionsRemoved))
        await cast(turn, person, { verb: 'undo', predictionId, correct });
      for (const correct of meanings(reactionsAdded))
        await cast(turn, person, { verb: 'vote', predictionId, correct });
    } catch (error) {
      // From who may not vote it is a reaction and no more.
      if (!(error instanceof Refused)) throw error;
    }
  };
}

function meanings(reactions: readonly { readonly type: string }[] | null | undefined): boolean[] {
  return (reactions ?? []).map(({ type }) => fromReaction(type)).filter((meaning) => meaning !== undefined);
}
