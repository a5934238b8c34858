// The button of a verdict that stands in one line: the whole card, for whoever wants it.
import { z } from 'zod';
import type { Ledger } from '../feedback/ledger.ts';
import { verdictCard } from './cards/verdict.ts';
import { isFrom } from './origin.ts';
import type { Presses } from './press.ts';
import { Refused } from './refused.ts';

const DetailsIn = z.looseObject({
  predictionId: z.uuid(),
  card: z.enum(['fr', 'en']).optional().catch(undefined),
});

export function createOnDetails({ ledger }: { readonly ledger: Pick<Ledger, 'find' | 'tally'> }): Presses {
  return {
    async details({ turn, sent }) {
      const { data } = DetailsIn.safeParse(sent);
      if (!data) throw new Refused('BadRequest');
      const prediction = await ledger.find(data.predictionId);
      if (!prediction || !isFrom(turn.conversation, prediction.origin)) throw new Refused('NotFound');
      const tally = await ledger.tally(prediction.id);
      const { language } = turn;
      const card = verdictCard({ prediction, tally, language, sharedLanguage: data.card });
      return { card, forAll: false };
    },
  };
}
