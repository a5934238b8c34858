// A process that pours predictions and votes into the folder named on its command line, and prints each one once it is
// acknowledged. It runs until it is killed.
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { loadOrCreateKey } from '../../src/storage/people-key.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { verdict } from '../feedback/verdicts.ts';

const [, , dataDir = ''] = process.argv;
const database = await openDatabase({ dataDir });
const hashPerson = createPeopleHash(loadOrCreateKey(dataDir));
const feedback = createFeedbackService({ store: createFeedbackStore(database), hashPerson, keepText: 'all' });

async function pour(person: string): Promise<void> {
  for (let i = 0; ; i += 1) {
    const { id: predictionId } = await feedback.record({ verdict, text: `Post ${i}`, door: 'api' });
    const { vote } = await feedback.vote({ predictionId, person, correct: i % 2 === 0 });
    process.stdout.write(`${predictionId} ${vote!.voter} ${vote!.correct ? 'up' : 'down'}\n`);
  }
}

await Promise.all(['Ann', 'Bob', 'Eve', 'Joe'].map(pour));
