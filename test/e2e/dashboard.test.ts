// The dashboard over a month of verdicts and votes, and over nothing at all.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { LABELS } from '../../src/web/verdict.ts';
import { launchChromium } from './chromium.ts';
import { type PageWindow, visit } from './page-window.ts';
import type { Program } from './program.ts';
import { seed } from './seeded-data.ts';
import { runService } from './service.ts';

/** Milliseconds after which the page has asked for new figures. */
const ASKED_AGAIN = 10_000;

describe('The dashboard', function () {
  this.timeout(60_000);

  let dataDir: string;
  let service: Program;
  let url: string;
  let seeded: { readonly predictions: number };
  let browser: Browser;
  let window: PageWindow;
  let page: Page;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    seeded = await seed(dataDir);
    service = runService({ DATA_DIR: dataDir });
    browser = await launchChromium();
    [, url] = (await service.says(/(http:\S+)\/readyz/)) as unknown as [string, string];
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
    await rm(dataDir, { recursive: true });
  });
  afterEach(() => window.close());

  async function open(options: Parameters<typeof visit>[2] = {}, path = '/'): Promise<void> {
    window = await visit(browser, url + path, { viewport: { width: 860, height: 1180 }, ...options });
    page = window.page;
  }
  const view = (name: string) => page.getByRole('link', { name, exact: true });
  const period = (name: string) => page.getByLabel(name, { exact: true });
  const tile = (name: string) =>
    page
      .locator('dl > div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd');

  for (const [locale, texts, baggage] of [
    ['fr-FR', fr, /^Bagages\s:/],
    ['en-GB', en, /^Baggage:/],
  ] as const)
    it(`counts topics, each leading to its posts, for a reader of ${locale}`, async () => {
      await open({ locale });
      await view(texts.views.dashboard).click();
      await period(texts.dashboard.periods.month).click();
      await page.getByText(texts.dashboard.byTopic, { exact: true }).waitFor();
      await window.picture(`dashboard topics ${locale}`);
      assert.deepEqual(await window.violations(), []);
      await page.getByRole('link', { name: baggage }).click();
      await page.getByRole('list', { name: texts.posts.list }).waitFor();
      assert.match(page.url(), /topic=baggage/);
    });

  it('shows what was judged in a month: how much, how it went over time, by source and by language', async () => {
    await open();
    await view(fr.views.dashboard).click();
    await period(fr.dashboard.periods.month).click();
    await page.getByRole('img', { name: fr.dashboard.overTime }).waitFor();
    assert.equal(await tile(fr.dashboard.predictions).textContent(), String(seeded.predictions));
    assert.match((await tile(fr.dashboard.negativeShare).textContent())!, /^\d\d\s%$/u);
    const days = page.getByRole('img', { name: fr.dashboard.overTime }).locator('g');
    assert.equal(await days.count(), 30);
    assert.equal(await days.last().locator('rect').count(), LABELS.length);
    assert.match(
      (await page.getByRole('img', { name: fr.dashboard.rateOverTime }).getAttribute('aria-label'))!,
      /Maximum\s: 50\s%/u,
    );
    const values = page.locator('details').filter({ hasText: fr.dashboard.values }).first();
    await values.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await values.locator('li').count(), 30);
    await page.getByText(/^Teams\s: /u).waitFor();
    const english = page.getByText(/^anglais\s: /u);
    await english.waitFor();
    const widths = await english
      .locator('xpath=..')
      .locator(':scope > div > div')
      .evaluateAll((parts) => parts.map((part) => part.clientWidth));
    assert.equal(widths.filter((width) => width > 0).length, LABELS.length);
    await page.getByText(fr.dashboard.threshold('30 %')).waitFor();
    await page.getByText(/^Rafale de 👎 · .+ · terminée$/).waitFor();
    await page.getByRole('heading', { name: /^Modèle en service\s: [0-9a-f]{12}$/u }).waitFor();
    await page.getByText(/^test\/sentiment140 · anglais · [\d\s]+ posts\s: \d\d\s%/u).waitFor();
    await page.getByText(fr.model.certainty, { exact: true }).waitFor();
    for (const label of LABELS)
      await page.getByText(new RegExp(`^${fr.verdict[label]}\\s: \\d\\d\\s%$`, 'u')).waitFor();
    await page.getByText(/^Un post neutre est jugé positif ou négatif avec certitude dans \d/).waitFor();
    await page.getByText(fr.dashboard.updated(0), { exact: true }).waitFor();
    await window.picture('dashboard');
    assert.deepEqual(window.faults, []);
  });

  it('says how far each thing moved, how often the model is right, and raises no alarm over a provisional baseline', async () => {
    await open();
    await view(fr.views.dashboard).click();
    await period(fr.dashboard.periods.month).click();
    await page.getByRole('heading', { name: fr.drift.title, exact: true }).waitFor();
    await page.getByText(/derniers posts sont comparés à une référence provisoire/).waitFor();
    await page.getByText(/^Référence provisoire\s: .*\d+ jours, \d+ posts/).waitFor();
    await page.getByText(/^part de français\s: \d,\d+ · de \d+\s% à \d\d\s%$/u).waitFor();
    assert.equal(await page.getByText(fr.drift.beyond).count(), 0);
    const plot = page.getByRole('img', { name: fr.drift.accuracy });
    assert.match(
      (await plot.getAttribute('aria-label'))!,
      /Dernier jour\s: 9\d\s% estimés, \d+\s% d’après les votes/u,
    );
    await window.picture('drift');
    assert.deepEqual(window.faults, []);
  });

  it('counts a verdict that comes in while one looks', async () => {
    await open({ locale: 'en-GB' }, '/#dashboard');
    await page.clock.install();
    await page.reload();
    await period(en.dashboard.periods.day).click();
    await tile(en.dashboard.predictions).waitFor();
    const before = Number(await tile(en.dashboard.predictions).textContent());
    const response = await fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"text":"Merci"}',
    });
    assert.equal(response.status, 200);
    await page.clock.runFor(ASKED_AGAIN);
    await tile(en.dashboard.predictions)
      .getByText(String(before + 1), { exact: true })
      .waitFor();
  });

  it('keeps an analysis under way while one looks at it', async () => {
    await open();
    await page.getByLabel(fr.enter).fill('Merci\nBon vol');
    await page.getByRole('button', { name: fr.analyse, exact: true }).click();
    await page.getByRole('button', { name: fr.download }).waitFor();
    await view(fr.views.dashboard).click();
    await page.getByRole('img', { name: fr.dashboard.overTime }).waitFor();
    assert.match(page.url(), /#dashboard$/);
    await page.goBack();
    assert.ok(await page.getByRole('button', { name: fr.download }).isVisible());
  });

  it('leads to the posts behind a figure, with the mouse and the keyboard, wherever the reader is', async () => {
    await open({ timezoneId: 'Pacific/Auckland', locale: 'en-GB' }, '/#dashboard');
    await page.getByRole('list', { name: en.dashboard.newestNegatives }).waitFor();
    await window.picture('dashboard in English');
    const values = page.locator('details').filter({ hasText: en.dashboard.values }).first();
    await values.locator('summary').focus();
    await page.keyboard.press('Enter');
    const day = values.getByRole('link').nth(2);
    const posts = Number(/: (\d+) posts/.exec((await day.textContent())!)![1]);
    for (let n = 0; n < 3; n++) await page.keyboard.press('Tab');
    assert.equal(await day.evaluate((link) => link === link.ownerDocument.activeElement), true);
    await page.keyboard.press('Enter');
    await page.getByText(en.posts.found(posts, false)).waitFor();
    assert.match(page.url(), /#posts\?from=\d{4}-\d\d-\d\dT00%3A00Z&to=/);
    await page.goBack();
    await page.getByRole('img', { name: en.dashboard.overTime }).locator('rect').first().click();
    await page.getByText(en.posts.filters(3)).waitFor();
    assert.match(page.url(), /#posts\?label=\w+&from=.+&to=/);
    await page.goBack();
    await page.getByText(en.dashboard.negativeShare, { exact: true }).click();
    await page.getByText(en.posts.filters(2)).waitFor();
    assert.match(page.url(), /#posts\?label=negative&from=/);
    assert.deepEqual(window.faults, []);
  });

  it('lists the newest negative posts, each with the way to its own address', async () => {
    await open({}, '/#dashboard');
    const list = page.getByRole('list', { name: fr.dashboard.newestNegatives });
    const newest = list.locator('> li'); // a post has a list of its own, of what it is about
    await newest.first().waitFor();
    assert.equal(await newest.count(), 5);
    for (const text of await newest.allTextContents()) assert.match(text, /^😞/);
    await newest.getByRole('link').first().click();
    await page.getByText(fr.posts.copy).waitFor();
    assert.match(page.url(), /#post\/[\w-]+$/);
  });

  it('shows a reader who may not read posts the figures alone, and asks for posts once', async () => {
    await open({}, '/#analyse');
    await page.clock.install();
    let asked = 0;
    await page.route('**/posts?*', (route) => {
      asked++;
      return route.fulfill({ status: 403, json: { title: 'Forbidden', status: 403 } });
    });
    await view(fr.views.dashboard).click();
    await tile(fr.dashboard.predictions).waitFor();
    const updated = page.waitForResponse('**/stats?*');
    await page.clock.runFor(ASKED_AGAIN);
    await updated;
    assert.equal(asked, 1);
    assert.equal(await page.getByText(fr.dashboard.newestNegatives).count(), 0);
    assert.equal(await page.locator('main a[href^="#posts?"]').count(), 0);
  });

  it('says so, and keeps the last figures, when the service does not answer', async () => {
    await open({}, '/#dashboard');
    await page.clock.install();
    await page.reload();
    await tile(fr.dashboard.predictions).waitFor();
    await page.route('**/stats?*', (route) => route.abort());
    await page.clock.runFor(ASKED_AGAIN);
    await page.getByText(fr.dashboard.stale).waitFor();
    assert.ok(await tile(fr.dashboard.predictions).isVisible());
    await page.unroute('**/stats?*');
    await page.clock.runFor(ASKED_AGAIN);
    await page.getByText(fr.dashboard.stale).waitFor({ state: 'detached' });
  });

  it('says what to do where there is nothing to show', async () => {
    await open();
    await page.route('**/stats?*', async (route) => {
      const answer = (await (await route.fetch()).json()) as { total: object };
      const total = {
        predictions: 0,
        negative: 0,
        neutral: 0,
        positive: 0,
        negative_share: null,
        uncertain: 0,
        votes: { up: 0, down: 0 },
        bad_rate: null,
      };
      await route.fulfill({ json: { ...answer, total, groups: [] } });
    });
    await view(fr.views.dashboard).click();
    await page.getByText(fr.dashboard.empty).waitFor();
    assert.deepEqual(await window.violations(), []);
  });

  for (const [look, options] of [
    ['in the light', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['on a narrow screen', { viewport: { width: 320, height: 640 } }],
  ] as const)
    it(`can be read and reached by everybody, ${look}`, async () => {
      await open(options, '/#dashboard');
      await period(fr.dashboard.periods.month).click();
      await page.getByRole('img', { name: fr.dashboard.overTime }).waitFor();
      await page.getByRole('list', { name: fr.dashboard.newestNegatives }).waitFor();
      assert.deepEqual(await window.violations(), []);
      assert.equal(await window.overflow(), 0);
      await window.picture(`dashboard ${look}`);
    });
});
