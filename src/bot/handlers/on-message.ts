// A new message: a post to classify, a command, or a button on a host without Universal Actions.
import type { Logger } from 'pino';
import { type InboundActivity, isPersonal, personOf } from '../../delivery/activity.ts';
import { NoBadVoteError, UnknownPredictionError } from '../../feedback/errors.ts';
import { isEmpty, normalise } from '../../sentiment/text/normalise.ts';
import { noticeMessage } from '../cards/message.ts';
import { type Command, commandIn } from '../protocol/command.ts';
import { readPost, type TeamsPost } from '../protocol/post.ts';
import type { AnswerPost } from './answer-post.ts';
import { type CardActionHandlers, cardActionHandlerOf } from './card-action.ts';
import type { HandlerContext } from './context.ts';
import { Refused } from './refused.ts';
import type { RecordVote } from './votes/record-vote.ts';
import { fromSubmit } from './votes/vote-request.ts';

/** What is meant by nothing but the bot's name. */
const HELP: Command = { name: 'help' };
/** What a press is refused with. */
const REFUSALS = [Refused, UnknownPredictionError, NoBadVoteError];

export interface MessageParts {
  readonly answerPost: AnswerPost;
  readonly recordVote: RecordVote;
  readonly cardActions: CardActionHandlers;
  readonly onCommand: (context: HandlerContext, command: Command) => Promise<void>;
  readonly log: Pick<Logger, 'info'>;
}

export function createOnMessage({ answerPost, recordVote, cardActions, onCommand, log }: MessageParts) {
  return async (context: HandlerContext): Promise<void> => {
    const { activity } = context;
    const person = personOf(activity);
    if (!person) return;
    if (activity.value != null && !activity.text) return onButton(context, person);
    const post = readPost(activity);
    if (!post.text && post.attached) return;
    const command = post.addressed && (isCall(activity, post) ? HELP : commandIn(post.text));
    if (command) return onCommand(context, command);
    await answerPost(context, post);
  };

  // Nobody waits for an answer here, unlike with an invoke: a refused press only leaves a line in the log.
  async function onButton(context: HandlerContext, person: string): Promise<void> {
    const { value: sent, replyToId } = context.activity;
    const handle = cardActionHandlerOf(cardActions, sent);
    const voteRequest = fromSubmit(sent);
    try {
      if (handle) {
        const { card } = await handle({ context, person, sent });
        if (replyToId) context.replace(replyToId, noticeMessage(card, card.fallbackText));
      } else if (voteRequest) await recordVote(context, person, voteRequest);
    } catch (error) {
      if (!REFUSALS.some((kind) => error instanceof kind)) throw error;
      log.info({ reason: (error as Error).name }, 'refused a card action');
    }
  }
}

/** Nothing but the bot's name, or a sign beside it. In a personal chat, where there is no name, a lone link calls nobody. */
function isCall(activity: InboundActivity, { text }: TeamsPost): boolean {
  return text === '' || (!isPersonal(activity) && isEmpty(normalise(text)));
}
