// Records a vote: only on a verdict of the same conversation, then the card that everybody sees is brought up to date.

import type { ChannelStore } from '../../../channel/channel-store.ts';
import { type ChannelSettings, channelSettingsOf, mayVote } from '../../../channel/settings.ts';
import { isPersonal } from '../../../delivery/activity.ts';
import { isShownIn, withoutThread } from '../../../delivery/conversation-id.ts';
import type { ReplyStore } from '../../../delivery/replies.ts';
import { UnknownPredictionError } from '../../../feedback/errors.ts';
import type { FeedbackService, Standing } from '../../../feedback/feedback-service.ts';
import type { HashPerson } from '../../../feedback/people.ts';
import type { Corrections, Prediction, Vote } from '../../../feedback/prediction.ts';
import { type ReaderLanguage, readerLanguage } from '../../../locale/reader-language.ts';
import { headlineMessage, sharedVerdict } from '../../cards/message.ts';
import { verdictCard } from '../../cards/verdict/verdict.ts';
import type { Owners } from '../../settings/owners.ts';
import type { HandlerContext } from '../context.ts';
import { Refused } from '../refused.ts';
import type { VoteRequest } from './vote-request.ts';

export interface RecordedVote extends Standing<Vote | null> {
  readonly corrections: Corrections;
  /** Language of the card that everybody sees. */
  readonly sharedLanguage: ReaderLanguage;
}

export type RecordVote = (
  context: HandlerContext,
  person: string,
  voteRequest: VoteRequest,
) => Promise<RecordedVote>;

export interface RecordVoteParts {
  readonly feedback: FeedbackService;
  readonly replies: ReplyStore;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly owners: Owners;
  readonly hashPerson: HashPerson;
}

/**
 * @returns a function that throws {@link UnknownPredictionError} for a verdict that is not of the conversation,
 *   NoBadVoteError for a correction without a 👎, and {@link Refused} to who may not vote there.
 */
export function createRecordVote({
  feedback,
  replies,
  channels,
  owners,
  hashPerson,
}: RecordVoteParts): RecordVote {
  return async (context, person, voteRequest) => {
    const prediction = await feedback.find(voteRequest.predictionId);
    if (!prediction || !isShownIn(context.conversation, prediction))
      throw new UnknownPredictionError(voteRequest.predictionId);
    const settings = await channelSettingsOf(channels, withoutThread(context.conversation));
    const isOwner = () => owners.owns(context.activity, person);
    // Who could vote once may take that back.
    if (voteRequest.verb !== 'undo' && !(await mayVote(settings, hashPerson('teams', person), isOwner)))
      throw new Refused('NoVoter');
    const standing = await settle(feedback, { person, receivedAt: context.receivedAt }, voteRequest);
    const sharedLanguage = languageOfCard(context, prediction, voteRequest);
    const corrections = await feedback.corrections(prediction.id);
    const recorded = { ...standing, corrections, sharedLanguage };
    await showToAll(context, recorded, settings.answer);
    return recorded;
  };

  // The edit of a post gives its reply a newer prediction: a vote on the older one must not bring the old card back.
  async function showToAll(
    context: HandlerContext,
    { vote, sharedLanguage: language, ...counted }: RecordedVote,
    answer: ChannelSettings['answer'],
  ): Promise<void> {
    const { prediction } = counted;
    const reply = await replies.findReplyOfPrediction(prediction.id);
    if (!reply) return;
    // In a personal chat everybody is the voter.
    const message = isPersonal(context.activity)
      ? headlineMessage(verdictCard({ ...counted, own: vote, language }), prediction, language)
      : sharedVerdict(answer, { ...counted, language });
    context.refresh(reply, message);
  }
}

function settle(
  feedback: FeedbackService,
  voter: { readonly person: string; readonly receivedAt: number },
  voteRequest: VoteRequest,
): Promise<Standing<Vote | null>> {
  const { predictionId } = voteRequest;
  switch (voteRequest.verb) {
    case 'vote':
      return feedback.vote({ predictionId, ...voter, correct: voteRequest.correct });
    case 'correct':
      return feedback.correct({ predictionId, ...voter, correction: voteRequest.label });
    case 'undo':
      return feedback.withdraw({ predictionId, ...voter, correct: voteRequest.correct });
  }
}

/** A card keeps its language. A reaction does not tell it; then the reader's locale, else the post's, has to do. */
function languageOfCard(
  { activity }: HandlerContext,
  { language }: Prediction,
  { card }: VoteRequest,
): ReaderLanguage {
  if (card) return card;
  if (!activity.locale && (language === 'fr' || language === 'en')) return language;
  return readerLanguage(activity.locale);
}
