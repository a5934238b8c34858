// Somebody reacted to a reply of the bot, or took the reaction back: those that say right or wrong count as votes.
import { personOf } from '../../../delivery/activity.ts';
import type { ReplyStore } from '../../../delivery/replies.ts';
import { UnknownPredictionError } from '../../../feedback/errors.ts';
import type { Reaction } from '../../../feedback/prediction.ts';
import type { HandlerContext } from '../context.ts';
import type { RecordVote } from './record-vote.ts';
import { fromReaction } from './vote-request.ts';

export interface ReactionParts {
  readonly recordVote: RecordVote;
  readonly replies: Pick<ReplyStore, 'findReply'>;
}

export function createOnReaction({ recordVote, replies }: ReactionParts) {
  return async (context: HandlerContext): Promise<void> => {
    const { reactionsRemoved, reactionsAdded, replyToId } = context.activity;
    const person = personOf(context.activity);
    if (!person || !replyToId) return;
    const removed = votesIn(reactionsRemoved);
    const added = votesIn(reactionsAdded);
    if (added.length + removed.length === 0) return;
    const reply = await replies.findReply(context.conversation, replyToId);
    if (!reply) return;
    try {
      await recordVote.react(context, person, { predictionId: reply.predictionId, removed, added });
    } catch (error) {
      if (!(error instanceof UnknownPredictionError)) throw error; // erased meanwhile
    }
  };
}

function votesIn(reactions: readonly { readonly type: string }[] | null | undefined): Reaction[] {
  return (reactions ?? []).map(({ type }) => fromReaction(type)).filter((vote) => vote !== undefined);
}
