// From a post to the reply under it, whether the post is new, was edited or came back.
import type { Logger } from 'pino';
import type { Ledger } from '../feedback/ledger.ts';
import { type Classifier, ClassifierBusyError, type Verdict } from '../sentiment/verdict.ts';
import { personOf } from './activity.ts';
import { headline, verdictCard } from './cards/verdict.ts';
import { verdictMessage } from './message.ts';
import { originOf } from './origin.ts';
import type { ReplyStore } from './replies.ts';
import type { Turn } from './turn.ts';

/** What became of a post: `empty` has nothing to judge, `busy` could not be judged now. */
export type Outcome = 'judged' | 'empty' | 'busy';

export type Judge = (turn: Turn, text: string) => Promise<Outcome>;

export interface JudgeParts {
  readonly classifier: Classifier;
  readonly ledger: Ledger;
  readonly replies: ReplyStore;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
}

export function createJudge({ classifier, ledger, replies, log }: JudgeParts): Judge {
  return async (turn, text) => {
    const verdict = await judge(text);
    if (verdict === 'busy') return 'busy';
    if (!verdict) return 'empty';
    await reply(turn, text, verdict);
    return 'judged';
  };

  async function judge(text: string): Promise<Verdict | null | 'busy'> {
    if (!text) return null;
    try {
      return await classifier.classify(text);
    } catch (error) {
      if (!(error instanceof ClassifierBusyError)) throw error;
      log.warn('a post went unjudged: the classifier is busy');
      return 'busy';
    }
  }

  /** Replies under the post, or updates the reply that already stands there. */
  async function reply(turn: Turn, text: string, verdict: Verdict): Promise<void> {
    const { activity, conversation, language } = turn;
    const post = activity.id;
    const origin = originOf(conversation, post);
    const prediction = await ledger.record({
      verdict,
      text,
      door: 'teams',
      origin,
      author: personOf(activity),
    });
    const card = verdictCard({ prediction, tally: { up: 0, down: 0 }, language });
    const message = verdictMessage(card, headline(prediction, language));
    const predictionId = prediction.id;

    const earlier = await replies.findReplyToPost(conversation, post);
    if (earlier) {
      await replies.saveReply({ ...earlier, predictionId });
      await turn.update(earlier.reply, message);
    } else {
      const id = await turn.send(message);
      if (id) await replies.saveReply({ conversation, post, reply: id, predictionId });
    }
    log.debug({ predictionId, updated: Boolean(earlier) }, 'judged a post');
  }
}
