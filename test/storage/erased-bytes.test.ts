// What was erased can be read in none of the files of the embedded store: their bytes are looked through.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { openJobStore } from '../../src/storage/stores/delivery/job-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { prediction } from '../feedback/verdicts.ts';
import { temporaryFolder } from './databases.ts';

describe('What was erased from the embedded store', () => {
  const folder = temporaryFolder();
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase({ dataDir: folder() });
  });
  afterEach(() => database.close());

  const filesWith = (words: string) =>
    readdirSync(folder()).filter((name) => readFileSync(join(folder(), name)).includes(words));

  it('is in none of its files after the post was deleted', async () => {
    const store = createFeedbackStore(database);
    await store.addPrediction(prediction({ origin: 'teams:19:c/1', text: 'UN SECRET DE POLICHINELLE' }));
    assert.notDeepEqual(filesWith('POLICHINELLE'), []);
    await store.forgetPost('teams:19:c/1');
    assert.deepEqual(filesWith('POLICHINELLE'), []);
  });

  it('is in none of its files after the person was forgotten, what waited to be judged included', async () => {
    const store = createFeedbackStore(database);
    const jobs = await openJobStore(database);
    const activity = { type: 'message', text: 'COUCOU DE CORENTIN' } as never;
    await jobs.add({
      id: '1',
      key: 'k',
      conversationKey: 'l',
      cancels: false,
      receivedAt: 1,
      author: 'corentin',
      activity,
    });
    await store.addPrediction(prediction({ author: 'corentin', text: 'SIGNÉ CORENTIN' }));
    assert.notDeepEqual(filesWith('CORENTIN'), []);
    await store.forgetPerson(['corentin']);
    assert.deepEqual(filesWith('CORENTIN'), []);
  });
});
