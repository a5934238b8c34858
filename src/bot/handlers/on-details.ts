// What a verdict says to whoever asks: the whole card where it stands in one line, why it is what it is, and what they have
// said of it. Everybody else's card stays.
import { z } from 'zod';
import type { ChannelStore } from '../../channel/channel-store.ts';
import { channelSettingsOf } from '../../channel/settings.ts';
import { isShownIn, withoutThread } from '../../delivery/conversation-id.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import type { Triage } from '../../triage/triage.ts';
import { cardForAll } from '../cards/message.ts';
import { type VerdictCard, verdictCard } from '../cards/verdict/verdict.ts';
import type { PeopleNames } from '../protocol/people-names.ts';
import type { BeginWhy } from './bounded-why.ts';
import type { CardAction, CardActionHandlers } from './card-action.ts';
import { Refused } from './refused.ts';

const DetailsIn = z.looseObject({
  predictionId: z.uuid(),
  card: z.enum(['fr', 'en']).optional().catch(undefined),
});

export interface DetailsParts {
  readonly classifier: TopicSource;
  readonly feedback: Pick<FeedbackService, 'find' | 'tally' | 'corrections' | 'voteOf'>;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly triage: Pick<Triage, 'find' | 'isHolder'>;
  readonly peopleNames: Pick<PeopleNames, 'seek'>;
  readonly beginWhy: BeginWhy;
}

export function createOnDetails(parts: DetailsParts): CardActionHandlers {
  const { classifier, feedback, channels, triage, peopleNames, beginWhy } = parts;

  return {
    details: async (action) => ({ card: verdictCard(await shownTo(action)), forAll: false }),
    async why(action) {
      const findWhy = beginWhy(action.person);
      if (!findWhy) throw new Refused('TooOften');
      const shown = await shownTo(action);
      return { card: verdictCard({ ...shown, why: await findWhy(shown.prediction) }), forAll: false };
    },
    /** Asked by Teams itself, see {@link ownView}: who neither voted nor has the post sees what everybody does. */
    async view(action) {
      const { own, ...shown } = await shownTo(action);
      if (own || shown.isHolder)
        return { card: verdictCard({ ...shown, ...(own && { own }) }), forAll: false };
      const { answer } = await channelSettingsOf(channels, withoutThread(action.context.conversation));
      const language = shown.sharedLanguage ?? shown.language;
      return { card: cardForAll(answer, { ...shown, language }), forAll: false };
    },
  };

  async function shownTo({ context, person, sent }: CardAction): Promise<VerdictCard> {
    const { data } = DetailsIn.safeParse(sent);
    if (!data) throw new Refused('BadRequest');
    const prediction = await feedback.find(data.predictionId);
    if (!prediction || !isShownIn(context.conversation, prediction)) throw new Refused('NotFound');
    const [tally, corrections, own, handling] = await Promise.all([
      feedback.tally(prediction.id),
      feedback.corrections(prediction.id),
      feedback.voteOf(prediction, person),
      triage.find(prediction.id),
    ]);
    return {
      prediction,
      tally,
      corrections,
      own,
      topics: classifier.topics,
      handling,
      holderName: await peopleNames.seek(handling?.holder, context.reference),
      isHolder: triage.isHolder(handling, 'teams', person),
      language: context.language,
      sharedLanguage: data.card,
    };
  }
}
