// Somebody asked why: they get the card with the reasons as the answer, everybody else's stays.
import { z } from 'zod';
import type { Ledger } from '../feedback/ledger.ts';
import { verdictCard } from './cards/verdict.ts';
import { isFrom } from './origin.ts';
import type { Presses } from './press.ts';
import { Refused } from './refused.ts';
import type { FindWhy } from './why.ts';

const WhyIn = z.looseObject({
  predictionId: z.uuid(),
  card: z.enum(['fr', 'en']).optional().catch(undefined),
});

export interface WhyParts {
  readonly ledger: Pick<Ledger, 'find' | 'tally'>;
  readonly findWhy: FindWhy;
}

export function createOnWhy({ ledger, findWhy }: WhyParts): Presses {
  return {
    async why({ turn: { conversation, language }, sent }) {
      const { data } = WhyIn.safeParse(sent);
      if (!data) throw new Refused('BadRequest');
      const prediction = await ledger.find(data.predictionId);
      if (!prediction || !isFrom(conversation, prediction.origin)) throw new Refused('NotFound');
      const [tally, why] = await Promise.all([ledger.tally(prediction.id), findWhy(prediction)]);
      const card = verdictCard({ prediction, tally, language, sharedLanguage: data.card, why });
      return { card, forAll: false };
    },
  };
}
