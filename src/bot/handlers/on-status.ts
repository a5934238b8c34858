// Somebody takes a post, has answered it, finds that it needs no answer, or opens it again: a button of its card. Whoever takes
// part in the conversation may; they get a card of their own as the answer, and everybody's card follows by itself.
import { z } from 'zod';
import { isShownIn } from '../../delivery/conversation-id.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import { STATUSES } from '../../feedback/handling.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { StatusChangedError, type Triage } from '../../triage/triage.ts';
import { type VerdictCard, verdictCard } from '../cards/verdict/verdict.ts';
import type { PeopleNames } from '../protocol/people-names.ts';
import type { CardActionHandlers } from './card-action.ts';
import { Refused } from './refused.ts';

const StatusPress = z.looseObject({
  predictionId: z.uuid(),
  status: z.enum(STATUSES),
  revision: z.int().min(0),
  card: z.enum(['fr', 'en']).optional().catch(undefined),
});

export interface OnStatusParts {
  readonly triage: Pick<Triage, 'change' | 'isHolder'>;
  readonly feedback: Pick<FeedbackService, 'find' | 'tally' | 'corrections' | 'voteOf'>;
  readonly peopleNames: Pick<PeopleNames, 'hear' | 'seek'>;
  readonly classifier: TopicSource;
}

export function createOnStatus({
  triage,
  feedback,
  peopleNames,
  classifier,
}: OnStatusParts): CardActionHandlers {
  return {
    async status({ context, person, sent }) {
      const { data } = StatusPress.safeParse(sent);
      if (!data) throw new Refused('BadRequest');
      const { predictionId, status, revision, card } = data;
      const prediction = await feedback.find(predictionId);
      if (!prediction || !isShownIn(context.conversation, prediction)) throw new Refused('NotFound');
      context.isAbout(prediction);
      peopleNames.hear(context.activity);
      const { id: once, receivedAt } = context;
      const wish = { predictionId, status, revision, door: 'teams', person, receivedAt, once } as const;
      const [changed, own] = await Promise.all([
        triage.change(wish).catch(late),
        feedback.voteOf(prediction, person),
      ]);
      const handling = changed.handling ?? null;
      const shown: VerdictCard = {
        prediction,
        tally: await feedback.tally(predictionId),
        corrections: await feedback.corrections(predictionId),
        ...(own && { own }),
        handling,
        holderName: await peopleNames.seek(handling?.holder, context.reference),
        isHolder: triage.isHolder(handling, 'teams', person),
        wasLate: changed instanceof StatusChangedError,
        topics: classifier.topics,
        language: context.language,
        sharedLanguage: card,
      };
      return { card: verdictCard(shown), forAll: false };
    },
  };
}

function late(error: unknown): StatusChangedError {
  if (error instanceof StatusChangedError) return error;
  throw error;
}
