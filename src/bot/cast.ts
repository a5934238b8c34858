// Casts a ballot: only on a verdict of the same conversation, then the card that everybody sees is brought up to date.
import { UnknownPredictionError } from '../feedback/errors.ts';
import type { Ledger, Standing } from '../feedback/ledger.ts';
import type { Prediction, Tally, Vote } from '../feedback/prediction.ts';
import type { Ballot } from './ballot.ts';
import { headline, verdictCard } from './cards/verdict.ts';
import { verdictMessage } from './message.ts';
import { isFrom } from './origin.ts';
import type { ReplyStore } from './replies.ts';
import { type ReaderLanguage, readerLanguage } from './texts.ts';
import type { Turn } from './turn.ts';

export interface Counted extends Standing<Vote | null> {
  /** Language of the card that everybody sees. */
  readonly sharedLanguage: ReaderLanguage;
}

export type Cast = (turn: Turn, person: string, ballot: Ballot) => Promise<Counted>;

/**
 * @returns a function that throws {@link UnknownPredictionError} for a verdict that is not of the turn's conversation,
 *   and NoBadVoteError for a correction without a 👎.
 */
export function createCast({ ledger, replies }: { ledger: Ledger; replies: ReplyStore }): Cast {
  return async (turn, person, ballot) => {
    const prediction = await ledger.find(ballot.predictionId);
    if (!prediction || !isFrom(turn.conversation, prediction.origin))
      throw new UnknownPredictionError(ballot.predictionId);
    const standing = await settle(ledger, person, ballot);
    const sharedLanguage = languageOfCard(turn, prediction, ballot);
    await showToAll(turn, standing, sharedLanguage);
    return { ...standing, sharedLanguage };
  };

  // The edit of a post gives its reply a newer prediction: a vote on the older one must not bring the old card back.
  async function showToAll(
    turn: Turn,
    { prediction, tally }: { prediction: Prediction; tally: Tally },
    language: ReaderLanguage,
  ): Promise<void> {
    const reply = await replies.findReplyOfPrediction(prediction.id);
    if (!reply) return;
    const card = verdictCard({ prediction, tally, language });
    turn.refresh(reply, verdictMessage(card, headline(prediction, language)));
  }
}

function settle(ledger: Ledger, person: string, ballot: Ballot): Promise<Standing<Vote | null>> {
  const { predictionId } = ballot;
  switch (ballot.verb) {
    case 'vote':
      return ledger.vote({ predictionId, person, correct: ballot.correct });
    case 'correct':
      return ledger.correct({ predictionId, person, correction: ballot.label });
    case 'undo':
      return ledger.withdraw({ predictionId, person, correct: ballot.correct });
  }
}

/** A card keeps its language. A reaction does not tell it; then the reader's locale, else the post's, has to do. */
function languageOfCard({ activity }: Turn, { language }: Prediction, { card }: Ballot): ReaderLanguage {
  if (card) return card;
  if (activity.locale || language === 'und') return readerLanguage(activity.locale);
  return language;
}
