// A new message: a post to judge, a command, or the press of a button on a host without Universal Actions.
import type { Logger } from 'pino';
import { personOf } from '../../delivery/activity.ts';
import { NoBadVoteError, UnknownPredictionError } from '../../feedback/errors.ts';
import { noticeMessage } from '../cards/message.ts';
import { readPost } from '../protocol/post.ts';
import type { Judge } from './answer-post.ts';
import { type Presses, pressOf } from './card-action.ts';
import { type Command, commandIn } from './command.ts';
import type { Turn } from './context.ts';
import type { Cast } from './record-vote.ts';
import { Refused } from './refused.ts';
import { fromSubmit } from './vote-request.ts';

/** What is meant by nothing but the bot's name. */
const HELP: Command = { name: 'help' };
/** What a press is refused with. */
const REFUSALS = [Refused, UnknownPredictionError, NoBadVoteError];

export interface MessageParts {
  readonly judge: Judge;
  readonly cast: Cast;
  readonly presses: Presses;
  readonly onCommand: (turn: Turn, command: Command) => Promise<void>;
  readonly log: Pick<Logger, 'info'>;
}

export function createOnMessage({ judge, cast, presses, onCommand, log }: MessageParts) {
  return async (turn: Turn): Promise<void> => {
    const { activity } = turn;
    const person = personOf(activity);
    if (!person) return;
    if (activity.value != null && !activity.text) return press(turn, person);
    const post = readPost(activity);
    if (!post.text && post.attached) return;
    const command = post.addressed && (post.text ? commandIn(post.text) : HELP);
    if (command) return onCommand(turn, command);
    await judge(turn, post);
  };

  // Nobody waits for an answer here, unlike with an invoke: a refused press only leaves a line in the log.
  async function press(turn: Turn, person: string): Promise<void> {
    const { value: sent, replyToId } = turn.activity;
    const onPress = pressOf(presses, sent);
    const ballot = fromSubmit(sent);
    try {
      if (onPress) {
        const { card } = await onPress({ turn, person, sent });
        if (replyToId) turn.replace(replyToId, noticeMessage(card, card.fallbackText));
      } else if (ballot) await cast(turn, person, ballot);
    } catch (error) {
      if (!REFUSALS.some((kind) => error instanceof kind)) throw error;
      log.info({ reason: (error as Error).name }, 'refused a press');
    }
  }
}
