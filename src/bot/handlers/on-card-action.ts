// A button was pressed (Action.Execute): one of the settings, the brand rules or the details; any other is a vote.
import { personOf } from '../../delivery/activity.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import { noticeMessage } from '../cards/message.ts';
import { type Presses, pressOf } from './card-action.ts';
import type { Turn } from './context.ts';
import { cardAnswer, errorAnswer, type InvokeAnswer, reasonOf } from './invoke-answer.ts';
import { sentByExecute } from './vote-request.ts';

export interface PressParts {
  readonly presses: Presses;
  readonly replies: Pick<ReplyStore, 'findReply'>;
  readonly onVote: (turn: Turn) => Promise<InvokeAnswer>;
}

export function createOnPress({ presses, replies, onVote }: PressParts) {
  return async (turn: Turn): Promise<InvokeAnswer> => {
    const { activity, conversation } = turn;
    const sent = sentByExecute(activity.value);
    const onPress = pressOf(presses, sent);
    if (!onPress) return onVote(turn);
    const person = personOf(activity);
    if (!person) return errorAnswer(turn, 'BadRequest');
    try {
      const { card, forAll } = await onPress({ turn, person, sent });
      const reply = activity.replyToId;
      // The card of a verdict stays where it is: a rule that came out of it is shown to whoever made it.
      if (forAll && reply && !(await replies.findReply(conversation, reply)))
        turn.replace(reply, noticeMessage(card, card.fallbackText));
      return cardAnswer(card);
    } catch (error) {
      return errorAnswer(turn, reasonOf(error));
    }
  };
}
