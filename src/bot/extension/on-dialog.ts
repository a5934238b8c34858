// A dialog of ours is opened by a button of a card (task/fetch), or a button in one was pressed (task/submit, and
// composeExtension/submitAction in that of the message action): it does what it does on a card, and the dialog shows what
// a card would.
import { personOf } from '../../delivery/activity.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { noticeFor } from '../cards/message.ts';
import { isFromPrivateCard, privateCard } from '../cards/private.ts';
import { verdictCard } from '../cards/verdict/verdict.ts';
import { type CardActionHandlers, cardActionHandlerOf, formOf } from '../handlers/card-action.ts';
import type { HandlerContext } from '../handlers/context.ts';
import { dialogAnswer, reasonOf, sentenceAnswer } from '../handlers/invoke-answer.ts';
import { Refused } from '../handlers/refused.ts';
import type { RecordVote } from '../handlers/votes/record-vote.ts';
import { fromSubmit } from '../handlers/votes/vote-request.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { refusalTexts } from '../texts/errors.ts';

export interface DialogParts {
  readonly classifier: TopicSource;
  readonly recordVote: RecordVote;
  readonly cardActions: CardActionHandlers;
  readonly replies: Pick<ReplyStore, 'findReply'>;
  readonly title: (language: ReaderLanguage) => string;
}

export function createOnDialog(parts: DialogParts) {
  const { classifier, recordVote, cardActions, replies, title } = parts;
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { language } = context;
    try {
      return dialogAnswer(title(language), await cardFor(context));
    } catch (error) {
      return sentenceAnswer(refusalTexts[language][reasonOf(error)]);
    }
  };

  async function cardFor(context: HandlerContext): Promise<AdaptiveCard> {
    const { activity, language } = context;
    const sent = (activity.value as { data?: unknown } | null | undefined)?.data;
    const person = personOf(activity);
    if (!person) throw new Refused('BadRequest');
    const handle = cardActionHandlerOf(cardActions, sent);
    if (handle) {
      const { card, forAll } = await handle({ context, person, sent });
      const form = formOf(sent);
      // The card that the dialog was opened from shows the change to everybody; that of a verdict stays.
      if (forAll && form && !(await replies.findReply(context.conversation, form)))
        context.replace(form, noticeFor(sent, card), isFromPrivateCard(sent));
      return isFromPrivateCard(sent) ? privateCard(card) : card;
    }
    const voteRequest = fromSubmit(sent);
    if (!voteRequest) throw new Refused('BadRequest');
    const { vote: own, ...counted } = await recordVote.vote(context, person, voteRequest);
    const { topics } = classifier;
    return verdictCard({ ...counted, own, topics, language, sharedLanguage: voteRequest.card });
  }
}
