// The page of a service that has keys: it asks for one, once.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createApiKey } from '../../src/api-keys.ts';
import { fr } from '../../src/web/texts/page-texts.ts';
import { labelName } from '../../src/web/verdict.ts';
import { launchChromium } from './chromium.ts';
import { openWindow, type PageWindow } from './page-window.ts';
import type { Program } from './program.ts';
import { runService } from './service.ts';

describe('The page of a service with keys', function () {
  this.timeout(60_000);

  const { key, entry } = createApiKey('manager', 'predict+feedback');
  let dataDir: string;
  let service: Program;
  let browser: Browser;
  let window: PageWindow;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    service = runService({ DATA_DIR: dataDir, API_KEYS: entry });
    browser = await launchChromium();
  });
  after(async () => {
    await window?.close();
    await browser?.close();
    await service?.stop();
    await rm(dataDir, { recursive: true });
  });

  it('asks for a key when it needs one, refuses a wrong one, keeps the right one to itself and sends the post again', async () => {
    const [, url] = await service.says(/(http:\S+)\/readyz/);
    window = await openWindow(browser);
    const { page } = window;
    const analyse = () => page.getByRole('button', { name: fr.analyse }).click();
    await page.goto(url!);
    await page.getByLabel(fr.enter).fill('Merci pour ce vol parfait');
    await analyse();
    await page.getByRole('heading', { name: fr.key.title }).waitFor();
    await page.getByText(fr.failure.locked).waitFor();
    assert.deepEqual(await window.violations(), []);

    await page.keyboard.type('ap_wrong');
    await page.keyboard.press('Enter');
    await page.getByText(fr.key.refused).waitFor();
    await window.picture('page asks for a key');
    await page.getByLabel(fr.key.label).fill(key);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: fr.key.title }).waitFor({ state: 'detached' });
    await page.getByText(fr.sentiment(labelName(fr, 'positive'))).waitFor();
    assert.equal(await page.evaluate('document.cookie'), '');

    await page.reload();
    await page.getByRole('button', { name: fr.next }).click();
    await page.getByLabel(fr.enter).fill('Vol annulé, service client honteux');
    await analyse();
    await page.getByText(fr.sentiment(labelName(fr, 'negative'))).waitFor();
  });
});
