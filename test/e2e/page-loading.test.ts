// Views that are loaded when one goes there, while the service is away, and after it has got a new build.
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { fr } from '../../src/web/texts/page-texts.ts';
import { launchChromium } from './chromium.ts';
import { type PageWindow, visit } from './page-window.ts';
import { removeData, restartService, type Service, startService } from './service.ts';

const VIEWS = ['posts', 'review', 'dashboard', 'settings'] as const;

/** What each view shows once it has what it needs of the service. */
const ARRIVED = {
  posts: fr.posts.none,
  review: fr.review.empty,
  dashboard: fr.dashboard.overview,
  settings: fr.settings.none,
};

describe('The views of the page', function () {
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
  beforeEach(async () => {
    window = await visit(browser, service.url);
    page = window.page;
    await page.getByLabel(fr.enter).fill('Un brouillon');
  });
  afterEach(() => window.close());

  const go = (view: (typeof VIEWS)[number] | 'analyse') =>
    page.getByRole('link', { name: fr.views[view] }).click();

  for (const view of VIEWS)
    it(`keep the frame and come by themselves when the service was killed before the first visit: ${view}`, async () => {
      await service.kill();
      await go(view);
      await page.getByText(fr.missing.text).waitFor();
      assert.deepEqual(await window.violations(), []);
      await page.getByRole('heading', { name: fr.title }).waitFor();
      service = await restartService(service);
      await page.getByText(ARRIVED[view]).first().waitFor();
      await go('analyse');
      assert.equal(await page.getByLabel(fr.enter).inputValue(), 'Un brouillon');
    });

  it('say that figures are missing, not that they are old, when the service is killed after they were loaded', async () => {
    await page.route('**/stats?*', (route) => route.abort());
    await go('dashboard');
    await page.getByText(fr.dashboard.failing).waitFor();
    assert.equal(await page.getByText(fr.dashboard.stale).count(), 0);
  });

  it('reload once for a new build, and not again when that lacks a file too', async () => {
    let loads = 0;
    page.on('load', () => loads++);
    await page.route('**/assets/review-*.js', (route) => route.fulfill({ status: 404 }));
    await page.route(`${service.url}/`, async (route) => {
      if (route.request().resourceType() === 'document') return route.continue();
      const html = await (await route.fetch()).text();
      await route.fulfill({
        contentType: 'text/html',
        body: html.replace(/index-[\w-]+\.js/, 'index-newer.js'),
      });
    });
    const missed = () => page.waitForResponse('**/assets/review-*.js');
    await Promise.all([missed(), go('review')]);
    // After the reload the tab runs the build that is there, and the file is missing still: from now on it only waits.
    await page.waitForEvent('load');
    await page.getByText(fr.missing.text).waitFor();
    await page.waitForRequest(`${service.url}/`);
    await page.waitForRequest(`${service.url}/`);
    assert.equal(loads, 1);
    await page.unroute('**/assets/review-*.js');
    await page.getByRole('button', { name: fr.missing.again }).click();
    await page.getByText(fr.review.empty).waitFor();
  });

  it('break alone: the rest of the page stays, and the view can be opened again', async () => {
    await page.route('**/model', (route) => route.fulfill({ json: { version: 'x' } }));
    await go('dashboard');
    await page.getByText(fr.broken.text).waitFor();
    assert.deepEqual(await window.violations(), []);
    await page.unroute('**/model');
    await page.getByRole('button', { name: fr.broken.again }).click();
    await page.getByText(fr.dashboard.overview).waitFor();
  });
});
