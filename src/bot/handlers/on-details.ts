// What a verdict says to whoever asks: the whole card where it stands in one line, and why it is what it is. Everybody
// else's card stays.
import { z } from 'zod';
import { isShownIn } from '../../delivery/conversation-id.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import type { Prediction } from '../../feedback/prediction.ts';
import type { Why } from '../../sentiment/why/find-why.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { verdictCard } from '../cards/verdict.ts';
import type { BeginWhy } from './bounded-why.ts';
import type { CardAction, CardActionHandlers } from './card-action.ts';
import { Refused } from './refused.ts';

const DetailsIn = z.looseObject({
  predictionId: z.uuid(),
  card: z.enum(['fr', 'en']).optional().catch(undefined),
});

export interface DetailsParts {
  readonly feedback: Pick<FeedbackService, 'find' | 'tally'>;
  readonly beginWhy: BeginWhy;
}

export function createOnDetails({ feedback, beginWhy }: DetailsParts): CardActionHandlers {
  return {
    details: async (action) => ({ card: await cardOf(action), forAll: false }),
    async why(action) {
      const findWhy = beginWhy(action.person);
      if (!findWhy) throw new Refused('TooOften');
      return { card: await cardOf(action, findWhy), forAll: false };
    },
  };

  async function cardOf(
    { context: { conversation, language }, sent }: CardAction,
    reasons?: (prediction: Prediction) => Promise<Why>,
  ): Promise<AdaptiveCard> {
    const { data } = DetailsIn.safeParse(sent);
    if (!data) throw new Refused('BadRequest');
    const prediction = await feedback.find(data.predictionId);
    if (!prediction || !isShownIn(conversation, prediction)) throw new Refused('NotFound');
    const [tally, why] = await Promise.all([feedback.tally(prediction.id), reasons?.(prediction)]);
    return verdictCard({ prediction, tally, language, sharedLanguage: data.card, why });
  }
}
