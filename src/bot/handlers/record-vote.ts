// Casts a ballot: only on a verdict of the same conversation, then the card that everybody sees is brought up to date.

import type { ChannelStore } from '../../channel/channel-store.ts';
import { type ChannelSettings, mayVote, settingsOf } from '../../channel/settings.ts';
import { isShownIn, withoutThread } from '../../delivery/conversation-id.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import { UnknownPredictionError } from '../../feedback/errors.ts';
import type { Ledger, Standing } from '../../feedback/feedback-service.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { Prediction, Tally, Vote } from '../../feedback/prediction.ts';
import { sharedVerdict } from '../cards/message.ts';
import type { Owners } from '../settings/owners.ts';
import { type ReaderLanguage, readerLanguage } from '../texts/texts.ts';
import type { Turn } from './context.ts';
import { Refused } from './refused.ts';
import type { Ballot } from './vote-request.ts';

export interface Counted extends Standing<Vote | null> {
  /** Language of the card that everybody sees. */
  readonly sharedLanguage: ReaderLanguage;
}

export type Cast = (turn: Turn, person: string, ballot: Ballot) => Promise<Counted>;

export interface CastParts {
  readonly ledger: Ledger;
  readonly replies: ReplyStore;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly owners: Owners;
  readonly hashPerson: HashPerson;
}

/**
 * @returns a function that throws {@link UnknownPredictionError} for a verdict that is not of the turn's conversation,
 *   NoBadVoteError for a correction without a 👎, and {@link Refused} to who may not vote there.
 */
export function createCast({ ledger, replies, channels, owners, hashPerson }: CastParts): Cast {
  return async (turn, person, ballot) => {
    const prediction = await ledger.find(ballot.predictionId);
    if (!prediction || !isShownIn(turn.conversation, prediction))
      throw new UnknownPredictionError(ballot.predictionId);
    const settings = await settingsOf(channels, withoutThread(turn.conversation));
    const isOwner = () => owners.owns(turn.activity, person);
    // Who could vote once may take that back.
    if (ballot.verb !== 'undo' && !(await mayVote(settings, hashPerson('teams', person), isOwner)))
      throw new Refused('NoVoter');
    const standing = await settle(ledger, person, ballot);
    const sharedLanguage = languageOfCard(turn, prediction, ballot);
    await showToAll(turn, standing, sharedLanguage, settings.answer);
    return { ...standing, sharedLanguage };
  };

  // The edit of a post gives its reply a newer prediction: a vote on the older one must not bring the old card back.
  async function showToAll(
    turn: Turn,
    { prediction, tally }: { prediction: Prediction; tally: Tally },
    language: ReaderLanguage,
    answer: ChannelSettings['answer'],
  ): Promise<void> {
    const reply = await replies.findReplyOfPrediction(prediction.id);
    if (!reply) return;
    turn.refresh(reply, sharedVerdict(answer, { prediction, tally, language }));
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
