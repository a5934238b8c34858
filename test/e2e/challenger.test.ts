// A challenger beside the real service: posts are judged twice, people decide, and the dashboard says who is ahead.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createChallengerStore } from '../../src/storage/stores/challenger-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { verdict } from '../feedback/verdicts.ts';
import { copyModel } from '../sentiment/model-copy.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { launchChromium } from './chromium.ts';
import { eventually } from './eventually.ts';
import { openWindow } from './page-window.ts';
import { logOf, rowsOf, type Service, startServiceIn } from './service.ts';

const CHALLENGER = 'cccccccccccc';
const POSTS = ['Vol parfait, merci !', 'Bagages perdus, plus jamais.', 'Lovely crew', 'Encore du retard'];

describe('A challenger', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let browser: Browser;
  let service: Service | undefined;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  afterEach(() => service?.stop());

  async function start(settings: Record<string, string>): Promise<Service> {
    service = await startServiceIn(join(folder(), 'data'), { CHALLENGER_SHARE: '100', ...settings });
    return service;
  }
  const compared = async (url: string) =>
    (await (await fetch(`${url}/challenger`)).json()) as { state: string; reason: string; judged: number };
  const judges = (url: string) =>
    eventually(
      async () => ((await compared(url)).state === 'loading' ? undefined : compared(url)),
      () => 'The challenger is still being loaded.',
    );
  async function predict(url: string, text: string) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/predict`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ text }),
    });
    assert.equal(response.status, 200);
    return (await response.json()) as { id: string; label: string; probability: number; model: string };
  }

  it('judges what was answered, keeps no text, and its comparison stands on the dashboard in both languages', async () => {
    // A temperature of 4 leaves the labels of plain posts as they are and draws all probabilities towards one half.
    await copyModel(join(folder(), 'model'), { version: CHALLENGER, temperature: 4 });
    const { url } = await start({ CHALLENGER_DIR: join(folder(), 'model') });
    assert.equal((await judges(url)).state, 'judging');
    for (const text of POSTS) assert.notEqual((await predict(url, text)).model, CHALLENGER);
    await eventually(
      async () => (await compared(url)).judged === POSTS.length || undefined,
      () => 'The challenger has not judged all posts.',
    );
    const [row] = rowsOf(service!, 'select * from challenger_verdicts');
    assert.deepEqual(Object.keys(row!), [
      'prediction_id',
      'challenger',
      'label',
      'probability',
      'champion',
      'judged_at',
      'agrees',
      'shift',
    ]);

    for (const [locale, texts, agreed] of [
      ['fr-FR', fr, /^Même verdict que le modèle en service\s: 100\s% \(entre 51\s% et 100\s%\)\.$/u],
      ['en-GB', en, /^Same verdict as the model in service: 100% \(between 51% and 100%\)\.$/],
    ] as const) {
      const window = await openWindow(browser, { locale, viewport: { width: 860, height: 1180 } });
      try {
        await window.page.goto(`${url}/#dashboard`);
        await window.page.getByRole('heading', { name: texts.challenger.title(CHALLENGER) }).waitFor();
        await window.page.getByText(texts.challenger.undecided(0, 0)).waitFor();
        await window.page.getByText(agreed).waitFor();
        assert.deepEqual(await window.violations(), []);
        assert.equal(await window.overflow(), 0);
        assert.deepEqual(window.faults, []);
        await window.picture(`challenger ${locale}`);
      } finally {
        await window.close();
      }
    }
  });

  it('is called better once people have sided with it often enough', async () => {
    await copyModel(join(folder(), 'model'), { version: CHALLENGER });
    await differ(join(folder(), 'data'), 10);
    const { url } = await start({ CHALLENGER_DIR: join(folder(), 'model') });
    await judges(url);
    const window = await openWindow(browser);
    try {
      await window.page.goto(`${url}/#dashboard`);
      await window.page.getByText(fr.challenger.better(10, 0)).waitFor();
      await window.page
        .getByText(/^Part de ces posts en sa faveur\s: 100\s% \(entre 72\s% et 100\s%\)\.$/u)
        .waitFor();
      assert.deepEqual(await window.violations(), []);
    } finally {
      await window.close();
    }
  });

  it('that cannot be loaded touches no answer, and the dashboard and the log say so', async () => {
    const { url } = await start({ CHALLENGER_DIR: join(folder(), 'nowhere') });
    const { state, reason } = await judges(url);
    assert.deepEqual([state, reason], ['off', 'load']);
    await predict(url, POSTS[0]!);
    const lines = logOf(service!);
    assert.ok(lines.some(({ msg, reason }) => msg === 'Challenger off' && reason === 'load'));
    assert.ok(lines.some(({ msg }) => msg === 'the challenger is let go'));
    const window = await openWindow(browser);
    try {
      await window.page.goto(`${url}/#dashboard`);
      await window.page.getByText(fr.challenger.off.load).waitFor();
    } finally {
      await window.close();
    }
  });

  it('is let go when the memory of the service is over its limit, and posts are judged on', async () => {
    await copyModel(join(folder(), 'model'), { version: CHALLENGER });
    const { url } = await start({ CHALLENGER_DIR: join(folder(), 'model'), CHALLENGER_MEMORY: '10' });
    const { state, reason } = await judges(url);
    assert.deepEqual([state, reason], ['off', 'memory']);
    await predict(url, POSTS[0]!);
    assert.ok(logOf(service!).some(({ msg, reason }) => msg === 'Challenger off' && reason === 'memory'));
  });
});

/** Writes posts that the model in service finds positive, the challenger negative, and one person each side with it. */
async function differ(dataDir: string, posts: number): Promise<void> {
  const { version } = JSON.parse(await readFile('models/production/model.json', 'utf8'));
  const database = await openDatabase({ dataDir });
  const feedback = createFeedbackService({
    store: createFeedbackStore(database),
    hashPerson: createPeopleHash('k'.repeat(32)),
    keepText: 'none',
  });
  for (let n = 0; n < posts; n++) {
    const { id } = await feedback.record({
      verdict: { ...verdict, model: version },
      text: 'Bravo…',
      door: 'api',
    });
    await feedback.vote({ predictionId: id, person: 'a colleague', correct: false, correction: 'negative' });
    const said = { predictionId: id, challenger: CHALLENGER, label: 'negative', probability: 0.2 } as const;
    await createChallengerStore(database).addVerdicts([said]);
  }
  await database.close();
}
