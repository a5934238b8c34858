// Records a vote: only on a verdict of the same conversation. The card that everybody sees follows by itself.
import type { ChannelStore } from '../../../channel/channel-store.ts';
import { channelSettingsOf, mayVote } from '../../../channel/settings.ts';
import { isShownIn, withoutThread } from '../../../delivery/conversation-id.ts';
import { UnknownPredictionError } from '../../../feedback/errors.ts';
import type { FeedbackService, Standing, VoteKey } from '../../../feedback/feedback-service.ts';
import type { HashPerson } from '../../../feedback/people.ts';
import type { Prediction } from '../../../feedback/prediction.ts';
import type { ReactionChange } from '../../../feedback/reactions.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import type { Owners } from '../../settings/owners.ts';
import type { HandlerContext } from '../context.ts';
import { Refused } from '../refused.ts';
import type { VoteRequest } from './vote-request.ts';

export interface RecordVote {
  /**
   * @throws {UnknownPredictionError} for a verdict that is not of the conversation, {@link NoBadVoteError} for a correction
   *   without a 👎, and {@link Refused} to who may not vote there.
   */
  vote(context: HandlerContext, person: string, voteRequest: VoteRequest): Promise<Standing>;
  /** Reactions of somebody who may not vote are not added; those they take back count. */
  react(context: HandlerContext, person: string, change: ReactionChange & OnPrediction): Promise<void>;
}

interface OnPrediction {
  readonly predictionId: string;
}

export interface RecordVoteParts {
  readonly classifier: TopicSource;
  readonly feedback: FeedbackService;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly owners: Owners;
  readonly hashPerson: HashPerson;
}

export function createRecordVote(parts: RecordVoteParts): RecordVote {
  const { classifier, feedback, channels, owners, hashPerson } = parts;

  async function findShown(context: HandlerContext, predictionId: string): Promise<Prediction> {
    const prediction = await feedback.find(predictionId);
    if (!prediction || !isShownIn(context.conversation, prediction))
      throw new UnknownPredictionError(predictionId);
    context.isAbout(prediction);
    return prediction;
  }

  async function isVoter({ activity, conversation }: HandlerContext, person: string): Promise<boolean> {
    const settings = await channelSettingsOf(channels, withoutThread(conversation));
    return mayVote(settings, hashPerson('teams', person), () => owners.owns(activity, person));
  }

  /** The form comes with the topics of the verdict ticked: who leaves them so has said nothing of them. */
  function otherTopics(
    prediction: Prediction,
    sent: readonly string[] | undefined,
  ): readonly string[] | undefined {
    if (!sent || !prediction.topics) return undefined;
    const known = classifier.topics?.topics.map(({ name }) => name) ?? [];
    const given = prediction.topics.map(({ name }) => name);
    const isOther = known.some((name) => sent.includes(name) !== given.includes(name));
    return isOther ? known.filter((name) => sent.includes(name)) : undefined;
  }

  return {
    async vote(context, person, voteRequest) {
      const prediction = await findShown(context, voteRequest.predictionId);
      // Who could vote once may take that back.
      if (voteRequest.verb !== 'undo' && !(await isVoter(context, person))) throw new Refused('NoVoter');
      const key = keyOf(context, person, voteRequest);
      const topics =
        voteRequest.verb === 'feedback' ? otherTopics(prediction, voteRequest.topics) : undefined;
      return settle(feedback, key, voteRequest, topics);
    },

    async react(context, person, { added, ...change }) {
      await findShown(context, change.predictionId);
      const counted = added.length === 0 || (await isVoter(context, person)) ? added : [];
      await feedback.react({ ...keyOf(context, person, change), removed: change.removed, added: counted });
    },
  };
}

function keyOf({ id, receivedAt }: HandlerContext, person: string, { predictionId }: OnPrediction): VoteKey {
  return { predictionId, person, receivedAt, once: id };
}

function settle(
  feedback: FeedbackService,
  key: VoteKey,
  voteRequest: VoteRequest,
  topics: readonly string[] | undefined,
): Promise<Standing> {
  switch (voteRequest.verb) {
    case 'vote':
      return feedback.vote({ ...key, correct: voteRequest.correct });
    case 'feedback': {
      const { correct, label, reason } = voteRequest;
      return feedback.vote({ ...key, correct, reason, topics, ...(!correct && { correction: label }) });
    }
    case 'correct':
      return feedback.correct({ ...key, correction: voteRequest.label });
    case 'undo':
      return feedback.withdraw({ ...key, correct: voteRequest.correct });
  }
}
