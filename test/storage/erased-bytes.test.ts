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
    await store.addPrediction(prediction({ origin: 'teams:19:c/1', text: '𝗣𝗢𝗟𝗜𝗖𝗛𝗜𝗡𝗘𝗟𝗟𝗘' }));
    for (const words of ['POLICHINELLE', 'polichinelle']) assert.notDeepEqual(filesWith(words), []);
    await store.forgetPost('teams:19:c/1');
    for (const words of ['POLICHINELLE', 'polichinelle']) assert.deepEqual(filesWith(words), []);
  });

  it('is not in the index of words either, whose entries begin where they differ from those before', async () => {
    const store = createFeedbackStore(database);
    const secrets = Array.from({ length: 300 }, (_, i) => `${(i * 7919).toString(36)}jxqz${i}`);
    for (const [i, secret] of secrets.entries())
      await store.addPrediction(
        prediction({ createdAt: i, origin: `teams:19:c/${i % 2}`, text: `Le mot ${secret} de l’été` }),
      );
    const left = () =>
      readdirSync(folder())
        .flatMap((name) => [
          ...readFileSync(join(folder(), name))
            .toString('latin1')
            .matchAll(/jxqz(\d{1,3})/g),
        ])
        .map(([, number]) => Number(number) % 2);
    assert.deepEqual(new Set(left()), new Set([0, 1]));
    await store.forgetPost('teams:19:c/1');
    assert.deepEqual(new Set(left()), new Set([0]));
    await store.forgetTexts();
    await database.emptyLog();
    assert.deepEqual(left(), []);
  });

  it('is in none of its files after the person was forgotten, what waited to be judged included', async () => {
    const store = createFeedbackStore(database);
    const jobs = await openJobStore(database);
    const activity = {
      type: 'message',
      text: 'COUCOU DE CORENTIN',
      conversation: { id: '19:c' },
    } as never;
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
