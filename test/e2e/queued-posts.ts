// A store with posts that wait for a reviewer: some that people voted against, some of which the model was not certain.
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import type { Correction, Door } from '../../src/feedback/prediction.ts';
import type { Verdict } from '../../src/sentiment/verdict.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { scoresFor, verdict } from '../feedback/verdicts.ts';

const MINUTE = 60_000;

interface Queued {
  readonly text: string;
  readonly verdict?: Partial<Verdict>;
  readonly corrections?: readonly Correction[];
}

/** In the order in which a reviewer sees them. */
export const QUEUE: readonly Queued[] = [
  {
    text: 'Bravo Air Paradis, trois heures d’attente et pas même un verre d’eau. Quel service !',
    corrections: ['negative', 'negative', 'neutral'],
  },
  {
    text: 'Finally home. The flight was late, but the crew made up for it!',
    verdict: { label: 'negative', scores: scoresFor('negative', 0.12), probability: 0.12, language: 'en' },
    corrections: ['positive'],
  },
  { text: 'Vol AP214 demain, porte B12.', verdict: { probability: 0.61, certain: false } },
  {
    text: 'Not sure what to think of the new seats.',
    verdict: {
      label: 'negative',
      scores: scoresFor('negative', 0.44),
      probability: 0.44,
      certain: false,
      language: 'en',
    },
  },
];

/** @param dataDir folder of an embedded store that no service uses now. */
export async function queuePosts(dataDir: string, door: Door = 'teams'): Promise<void> {
  const database = await openDatabase({ dataDir });
  let at = Date.now();
  const feedback = createFeedbackService({
    store: createFeedbackStore(database),
    hashPerson: createPeopleHash('k'.repeat(32)),
    keepText: 'all',
    clock: () => at,
  });
  for (const [place, { text, verdict: said, corrections = [] }] of QUEUE.entries()) {
    at = Date.now() - (place + 1) * MINUTE;
    const { id } = await feedback.record({ verdict: { ...verdict, ...said }, text, door });
    for (const [i, correction] of corrections.entries())
      await feedback.vote({ predictionId: id, person: `colleague ${i}`, correct: false, correction });
  }
  await database.close();
}
