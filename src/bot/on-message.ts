// A new message: a post to judge, a call for help, or the press of a button on a host without Universal Actions.
import type { Logger } from 'pino';
import { NoBadVoteError, UnknownPredictionError } from '../feedback/errors.ts';
import { personOf } from './activity.ts';
import { fromSubmit } from './ballot.ts';
import { helpCard, type Keeping } from './cards/notice.ts';
import type { Cast } from './cast.ts';
import type { Judge } from './judge.ts';
import { noticeMessage } from './message.ts';
import { readPost } from './post.ts';
import { textsIn } from './texts.ts';
import type { Turn } from './turn.ts';

const HELP = /^(?:aide|help)[\s.!?]*$/i;

export interface MessageParts {
  readonly judge: Judge;
  readonly cast: Cast;
  readonly config: Keeping;
  readonly log: Pick<Logger, 'info'>;
}

export function createOnMessage({ judge, cast, config, log }: MessageParts) {
  return async (turn: Turn): Promise<void> => {
    const { activity } = turn;
    const person = personOf(activity);
    if (!person) return;
    if (activity.value != null && !activity.text) return press(turn, person);
    const { text, addressed, attached } = readPost(activity);
    if (!text && attached) return;
    if (addressed && (!text || HELP.test(text))) return help(turn);
    await judge(turn, text);
  };

  // Nobody waits for an answer here, unlike with an invoke: a refused press only leaves a line in the log.
  async function press(turn: Turn, person: string): Promise<void> {
    const ballot = fromSubmit(turn.activity.value);
    if (!ballot) return;
    try {
      await cast(turn, person, ballot);
    } catch (error) {
      if (!(error instanceof UnknownPredictionError || error instanceof NoBadVoteError)) throw error;
      log.info({ reason: error.name }, 'refused a vote');
    }
  }

  function help({ language, say }: Turn): void {
    say(noticeMessage(helpCard(language, config), textsIn(language).help));
  }
}
