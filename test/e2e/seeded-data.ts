// A store with a month behind it: posts of either language by either door, and votes, a bad day with an alert among them.
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import { describeModel } from '../../src/sentiment/model/card.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { scoresFor, verdict } from '../feedback/verdicts.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * 60 * 1000;
const DAYS = 30;
const BAD_DAY = 4;
/** Of positive against negative. */
const PROBABILITY = { negative: 0.08, neutral: 0.55, positive: 0.94 };

/** Most complain of baggage; one post in three is about nothing in particular. */
function topicsOf(n: number, negative: boolean) {
  if (n % 3 === 0) return [];
  const names = negative ? ['baggage', 'customer-service'] : ['staff'];
  return names.map((name) => ({ name, probability: 0.8 }));
}

/**
 * Writes verdicts and votes over the last thirty days. Whatever is random elsewhere follows from the day here.
 * @param dataDir folder of an embedded store that no service uses now.
 */
export async function seed(dataDir: string): Promise<{ readonly predictions: number }> {
  const database = await openDatabase({ dataDir });
  const { version: model } = await describeModel('models/production');
  const now = Date.now();
  let at = now;
  let predictions = 0;
  const feedback = createFeedbackService({
    store: createFeedbackStore(database),
    hashPerson: createPeopleHash('k'.repeat(32)),
    keepText: 'all',
    clock: () => at,
  });
  for (let ago = DAYS - 1; ago >= 0; ago--) {
    at = now - ago * DAY;
    const posts = 6 + ((ago * 7) % 9);
    for (let n = 0; n < posts; n++) {
      const negative = (n * 5 + ago) % (ago === BAD_DAY ? 2 : 4) === 0;
      const label = negative ? 'negative' : n % 5 === 3 ? 'neutral' : 'positive';
      const probability = PROBABILITY[label];
      const { id } = await feedback.record({
        verdict: {
          ...verdict,
          label,
          scores: scoresFor(label, probability),
          probability,
          language: n % 3 === 0 ? 'en' : 'fr',
          topics: topicsOf(n, negative),
          reading: { pieces: 10 + (n % 7), unknown: 0, surprise: 9 + (n % 5) / 4 },
          model,
        },
        text: `Post ${n}`,
        door: n % 4 === 0 ? 'api' : 'teams',
      });
      predictions++;
      if (n % 2 === 0)
        await feedback.vote({
          predictionId: id,
          person: 'a colleague',
          correct: ago === BAD_DAY ? n % 4 === 0 : (n * 3 + ago) % 10 !== 0,
        });
    }
  }
  const firstAt = now - BAD_DAY * DAY;
  const incident = { rule: 'burst', firstAt, lastAt: firstAt + 4 * MINUTE } as const;
  await createAlertStore(database).inTurn('burst', (turn) => turn.keep(incident, false));
  await database.close();
  return { predictions };
}
