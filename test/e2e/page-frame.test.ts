// The frame around the views: its footer, its help, and how wide it gets.
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { launchChromium } from './chromium.ts';
import { type PageWindow, visit } from './page-window.ts';
import { removeData, type Service, startService } from './service.ts';

describe('The frame of the page', function () {
  this.timeout(60_000);

  let service: Service;
  let browser: Browser;
  let window: PageWindow;
  let page: Page;

  before(async () => {
    [service, browser] = await Promise.all([startService(), launchChromium()]);
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
    if (service) await removeData(service);
  });
  afterEach(() => window.close());

  async function open(options: Parameters<typeof visit>[2] = {}, path = '/'): Promise<void> {
    window = await visit(browser, service.url + path, options);
    page = window.page;
    await page.getByRole('heading', { level: 1 }).waitFor();
  }

  it('ends with help, privacy, the API and the version that runs', async () => {
    await open();
    const versions = (await (await fetch(`${service.url}/version`)).json()) as {
      version: string;
      model: string;
    };
    await page.getByText(fr.footer.version(versions.version, versions.model)).waitFor();
    for (const name of [fr.footer.privacy, fr.footer.api]) {
      const address = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const response = await fetch(new URL(address!, service.url));
      assert.equal(response.status, 200, name);
    }
    assert.deepEqual(window.faults, []);
  });

  for (const [locale, texts] of [
    ['fr-FR', fr],
    ['en-GB', en],
  ] as const)
    it(`shows the keys by ?, in the language of a reader of ${locale}, and gives the focus back`, async () => {
      await open({ locale }, '/#review');
      const link = page.getByRole('link', { name: texts.views.review });
      await page.getByText(texts.review.empty).waitFor();
      await link.focus();
      await page.keyboard.press('?');
      const help = page.getByRole('dialog', { name: texts.help.title });
      await help.getByText(texts.review.keys.undo).waitFor();
      assert.deepEqual(await window.violations(), []);
      await window.picture(`help ${locale}`);
      await page.keyboard.press('Escape');
      await help.waitFor({ state: 'hidden' });
      assert.ok(await link.evaluate((element) => element === document.activeElement));
      await page.getByRole('button', { name: texts.footer.help }).click();
      await help.getByRole('button', { name: texts.help.close }).click();
      await help.waitFor({ state: 'hidden' });
    });

  it('leaves a question mark to the text that is being written', async () => {
    await open();
    await page.getByLabel(fr.enter).pressSequentially('Pourquoi ?');
    assert.equal(await page.getByLabel(fr.enter).inputValue(), 'Pourquoi ?');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  for (const view of ['analyse', 'review', 'dashboard', 'settings'] as const)
    for (const width of [320, 1600])
      it(`fits ${width} pixels: ${view}`, async () => {
        await open({ viewport: { width, height: 900 } }, `/#${view}`);
        await page.getByText(fr.subtitles[view]).waitFor();
        assert.equal(await window.overflow(), 0);
        const main = await page.locator('main').evaluate((element) => element.getBoundingClientRect().width);
        assert.ok(main > 0.9 * width, `${main} of ${width} pixels are used`);
      });
});
