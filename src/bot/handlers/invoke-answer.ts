// Answers to invokes. Teams shows an error, and sends the invoke again, when an answer is empty or of another shape.
import { TooManyRulesError } from '../../channel/rules/brand-rules.ts';
import { CorrectionIsVerdictError, NoBadVoteError, UnknownPredictionError } from '../../feedback/errors.ts';
import { type AdaptiveCard, CARD_TYPE } from '../cards/adaptive.ts';
import { inDialog } from '../cards/dialog.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { type Reason, refusalTexts } from '../texts/errors.ts';
import type { HandlerContext } from './context.ts';
import { Refused } from './refused.ts';

/** Puts a card in the place of the one whose button was pressed. */
export function cardAnswer(card: AdaptiveCard): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: CARD_TYPE, value: card } };
}

/** A dialog that shows a card. */
export function dialogAnswer(title: string, card: AdaptiveCard): InvokeAnswer {
  const shown = { contentType: CARD_TYPE, content: inDialog(card) };
  return taskAnswer({ type: 'continue', value: { title, width: 'medium', height: 'medium', card: shown } });
}

/** A dialog that says one sentence. */
export function sentenceAnswer(sentence: string): InvokeAnswer {
  return taskAnswer({ type: 'message', value: sentence });
}

function taskAnswer(task: object): InvokeAnswer {
  return { status: 200, body: { task } };
}

const STATUS: Readonly<Record<Reason, number>> = {
  BadRequest: 400,
  NotFound: 404,
  NoBadVote: 400,
  BadRule: 400,
  TooManyRules: 400,
  NotInPost: 400,
  NotOwner: 403,
  NoVoter: 403,
  TooOften: 429,
  InternalError: 500,
};

/**
 * An error that Teams shows. The protocol of cards wants its status in the body, under HTTP 200; other invokes have no
 * status but that of HTTP.
 */
export function errorAnswer({ activity, language }: HandlerContext, reason: Reason): InvokeAnswer {
  const message = refusalTexts[language][reason];
  const statusCode = STATUS[reason];
  return {
    status: activity.name === 'adaptiveCard/action' ? 200 : statusCode,
    body: {
      statusCode,
      type: 'application/vnd.microsoft.error',
      value: { code: reason, message },
    },
  };
}

/** What is wrong with a press that was refused; what nobody foresaw is thrown on. */
export function reasonOf(error: unknown): Reason {
  if (error instanceof Refused) return error.reason;
  if (error instanceof UnknownPredictionError) return 'NotFound';
  if (error instanceof TooManyRulesError) return 'TooManyRules';
  if (error instanceof NoBadVoteError) return 'NoBadVote';
  if (error instanceof CorrectionIsVerdictError) return 'BadRequest';
  throw error;
}
