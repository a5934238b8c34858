// A new message: a post to classify, a command, or a button on a host without Universal Actions.
import type { Logger } from 'pino';
import { isPrivate, personOf } from '../../delivery/activity.ts';
import { NoBadVoteError, UnknownPredictionError } from '../../feedback/errors.ts';
import { noticeFor } from '../cards/message.ts';
import { isFromPrivateCard } from '../cards/private.ts';
import type { Command } from '../protocol/command.ts';
import type { TeamsPost } from '../protocol/post.ts';
import { refusalTexts } from '../texts/errors.ts';
import type { AnswerPost } from './answer-post.ts';
import { type CardActionHandlers, cardActionHandlerOf, sentBySubmit } from './card-action.ts';
import type { HandlerContext } from './context.ts';
import { reasonOf } from './invoke-answer.ts';
import type { createReadMessage } from './read-message.ts';
import { Refused } from './refused.ts';
import type { RecordVote } from './votes/record-vote.ts';
import { fromSubmit } from './votes/vote-request.ts';

/** What a press is refused with. */
const REFUSALS = [Refused, UnknownPredictionError, NoBadVoteError];

export interface MessageParts {
  readonly answerPost: AnswerPost;
  readonly recordVote: RecordVote;
  readonly cardActions: CardActionHandlers;
  readonly readMessage: ReturnType<typeof createReadMessage>;
  readonly onCommand: (context: HandlerContext, command: Command) => Promise<void>;
  readonly onUnknownCommand: (context: HandlerContext, words: string) => Promise<void>;
  readonly onPrivatePost: (context: HandlerContext, post: TeamsPost) => Promise<void>;
  readonly log: Pick<Logger, 'info'>;
}

export function createOnMessage({
  answerPost,
  recordVote,
  cardActions,
  readMessage,
  onCommand,
  onUnknownCommand,
  onPrivatePost,
  log,
}: MessageParts) {
  return async (context: HandlerContext): Promise<void> => {
    const { activity } = context;
    const person = personOf(activity);
    if (activity.value != null && !activity.text) return person ? onButton(context, person) : undefined;
    const message = await readMessage(context);
    if ('passedOver' in message) return;
    if ('command' in message) return onCommand(context, message.command);
    if ('unknown' in message) return onUnknownCommand(context, message.unknown);
    await (isPrivate(activity) ? onPrivatePost : answerPost)(context, message.post);
  };

  // Nobody waits for an answer here, unlike with an invoke: a refused press is told to whoever pressed, or to nobody.
  async function onButton(context: HandlerContext, person: string): Promise<void> {
    const { value, replyToId } = context.activity;
    const sent = sentBySubmit(value);
    const handle = cardActionHandlerOf(cardActions, sent);
    const voteRequest = fromSubmit(sent);
    try {
      if (handle) {
        const { card } = await handle({ context, person, sent });
        if (replyToId) context.replace(replyToId, noticeFor(sent, card), isFromPrivateCard(sent));
      } else if (voteRequest) await recordVote.vote(context, person, voteRequest);
      else log.info({ kind: typeof sent }, 'a button sent nothing that is known');
    } catch (error) {
      if (!REFUSALS.some((kind) => error instanceof kind)) throw error;
      log.info({ reason: (error as Error).name }, 'refused a card action');
      const text = refusalTexts[context.language][reasonOf(error)];
      context.sayPrivately({ type: 'message', text, summary: text }, 'nobody');
    }
  }
}
