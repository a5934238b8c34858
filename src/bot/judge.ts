// From a post to the reply under it, whether the post is new, was edited or came back.
import type { Logger } from 'pino';
import type { Ledger } from '../feedback/ledger.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { personOf } from './activity.ts';
import { headline, verdictCard } from './cards/verdict.ts';
import { verdictMessage } from './message.ts';
import { originOf } from './origin.ts';
import type { Turn } from './turn.ts';

/** What became of a post: `empty` has nothing to judge. */
export type Outcome = 'judged' | 'empty';

/** @throws {ClassifierBusyError} when too many posts wait; then the work is done again later. */
export type Judge = (turn: Turn, text: string) => Promise<Outcome>;

export interface JudgeParts {
  readonly classifier: Classifier;
  readonly ledger: Ledger;
  readonly log: Pick<Logger, 'debug'>;
}

export function createJudge({ classifier, ledger, log }: JudgeParts): Judge {
  return async (turn, text) => {
    const verdict = text ? await classifier.classify(text) : null;
    if (!verdict) return 'empty';
    const { activity, conversation, language } = turn;
    const prediction = await ledger.record({
      id: turn.id,
      verdict,
      text,
      door: 'teams',
      origin: originOf(conversation, activity.id),
      author: personOf(activity),
    });
    const card = verdictCard({ prediction, tally: { up: 0, down: 0 }, language });
    turn.show(prediction.id, verdictMessage(card, headline(prediction, language)));
    log.debug({ predictionId: prediction.id }, 'judged a post');
    return 'judged';
  };
}
