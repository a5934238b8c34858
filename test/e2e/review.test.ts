// The review of a queue as people do it: the real service, a real browser, one key a post.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createApiKey } from '../../src/api-keys.ts';
import { en, fr, type PageTexts } from '../../src/web/texts/page-texts.ts';
import { labelName } from '../../src/web/verdict.ts';
import { launchChromium } from './chromium.ts';
import { openWindow, type PageWindow, visit } from './page-window.ts';
import { QUEUE, queuePosts } from './queued-posts.ts';
import { removeData, restartService, rowsOf, type Service, startServiceIn } from './service.ts';

describe('The review', function () {
  this.timeout(60_000);

  let service: Service;
  let browser: Browser;
  let window: PageWindow;
  let page: Page;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    await queuePosts(dataDir);
    service = await startServiceIn(dataDir);
  });
  afterEach(async () => {
    await window?.close();
    await service?.stop();
    if (service) await removeData(service);
  });

  async function open(options: Parameters<typeof visit>[2] = {}): Promise<void> {
    window = await visit(browser, `${service.url}/#review`, {
      viewport: { width: 860, height: 900 },
      ...options,
    });
    page = window.page;
  }
  /** The post that is under review and has the focus, so that a screen reader reads it. */
  const shows = async (place: number, texts: PageTexts = fr) => {
    const region = page.getByRole('region', { name: texts.review.post(QUEUE[place]!.text) });
    await region.waitFor();
    assert.ok(await region.evaluate((element) => element === document.activeElement), `post ${place}`);
  };
  const left = (posts: number, texts: PageTexts = fr) => page.getByText(texts.review.left(posts)).waitFor();
  const figure = (examples: number, reviewed: number, texts: PageTexts = fr) =>
    page.getByText(texts.review.figure(examples, reviewed)).waitFor();
  const standing = () =>
    rowsOf(
      service,
      'select text, reviews.label from predictions join reviews on reviews.id = review order by created_at desc',
    ).map(({ text, label }) => [QUEUE.findIndex((queued) => queued.text === text), label]);

  for (const [locale, texts] of [
    ['fr-FR', fr],
    ['en-GB', en],
  ] as const)
    it(`goes through the queue with one key a post, 👎 first, for a reader of ${locale}`, async () => {
      await open({ locale });
      await shows(0, texts);
      await left(4, texts);
      await page.getByText(texts.review.votes(0, 3)).waitFor();
      await page
        .getByText(`${labelName(texts, 'neutral')} × 1 · ${labelName(texts, 'negative')} × 2`)
        .waitFor();
      await window.picture(`review ${locale}`);
      await page.keyboard.press('n');
      await page.getByText(texts.review.kept(labelName(texts, 'negative'))).waitFor();
      await shows(1, texts);
      await left(3, texts);
      await page.keyboard.press('ArrowRight');
      await shows(2, texts);
      await page.keyboard.press('0');
      await shows(3, texts);
      await page.keyboard.press('Enter');
      await page.getByText(texts.review.empty).waitFor();
      await left(0, texts);
      await figure(4, 4, texts);
      assert.deepEqual(standing(), [
        [0, 'negative'],
        [1, 'positive'],
        [2, 'neutral'],
        [3, 'negative'],
      ]);
      assert.deepEqual(window.faults, []);
    });

  it('shows the posts of a choice alone, and all of them again', async () => {
    await open();
    await shows(0);
    const choose = (name: string, value: string) =>
      page.getByLabel(name, { exact: true }).selectOption(value);
    const post = (place: number) =>
      page.getByRole('region', { name: fr.review.post(QUEUE[place]!.text) }).waitFor();
    await choose(fr.review.filters.kind, 'uncertain');
    await post(2);
    await choose(fr.review.filters.language, 'en');
    await post(3);
    await page.getByText(/il y a 4\smin/u).waitFor();
    await choose(fr.review.filters.door, 'api');
    await page.getByText(fr.review.noneFits).waitFor();
    assert.deepEqual(await window.violations(), []);
    for (const name of Object.values(fr.review.filters)) await choose(name, '');
    await post(0);
  });

  it('undoes by key, decision by decision, and skips what one would rather not decide', async () => {
    await open();
    await shows(0);
    await page.keyboard.press('ArrowLeft');
    await shows(1);
    await page.keyboard.press('s');
    await shows(2);
    await page.keyboard.press('u');
    await shows(1);
    await page.keyboard.press('Control+z');
    await shows(0);
    await page.getByText(fr.review.undone).waitFor();
    await left(4);
    await figure(2, 0);
    assert.deepEqual(standing(), []);
    await page.keyboard.press('p');
    await shows(1);
    await figure(2, 1);
    assert.deepEqual(standing(), [[0, 'positive']]);
  });

  it('leads to the page of the post, with its way to Teams, and decides nothing by it', async () => {
    await open();
    await shows(0);
    await page.getByRole('link', { name: fr.review.open }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: fr.posts.copy }).waitFor();
    assert.match(page.url(), /#post\/[\w-]+$/);
    await page.goBack();
    await shows(0);
    await left(4);
    assert.deepEqual(standing(), []);
  });

  it('leads whoever may not read posts back, or on with another key', async () => {
    const reviewer = createApiKey('reviewer', 'review+predict');
    const reader = createApiKey('reader', 'review+read');
    await service.stop();
    service = await startServiceIn(service.dataDir, { API_KEYS: `${reviewer.entry},${reader.entry}` });
    const enter = async (key: string) => {
      await page.getByLabel(fr.key.label).fill(key);
      await page.keyboard.press('Enter');
    };
    await open({ viewport: { width: 320, height: 640 } });
    await enter(reviewer.key);
    await page.getByRole('link', { name: fr.review.open }).click();
    await page.getByText(fr.posts.forbidden).waitFor();
    assert.deepEqual(await window.violations(), []);
    assert.equal(await window.overflow(), 0);
    await window.picture('post without the right to read it');
    await page.getByRole('button', { name: fr.posts.backThere }).click();
    await shows(0);
    await page.getByRole('link', { name: fr.review.open }).click();
    await page.getByRole('button', { name: fr.settings.otherKey }).click();
    await enter(reader.key);
    await page.getByRole('region', { name: fr.posts.facts }).waitFor();
  });

  it('lists what leaves with the next export, and takes each out again', async () => {
    await open();
    await shows(0);
    await page.keyboard.press('n');
    await shows(1);
    await page.keyboard.press('p');
    await figure(2, 2);
    const undo = page.getByRole('button', { name: fr.review.undoOne(QUEUE[0]!.text) });
    await undo.click();
    await undo.waitFor({ state: 'detached' });
    await figure(2, 1);
    assert.deepEqual(standing(), [[1, 'positive']]);
    await left(3);
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    assert.equal(focused, fr.review.export);
  });

  it('takes keys for decisions only while the post has the focus', async () => {
    await open();
    await shows(0);
    await page.getByRole('link', { name: fr.views.review }).focus();
    await page.keyboard.press('n');
    await page.keyboard.press('p');
    await left(4);
    assert.deepEqual(standing(), []);
  });

  it('works with a mouse or a finger alone', async () => {
    await open({ viewport: { width: 320, height: 640 }, hasTouch: true });
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await button(labelName(fr, 'negative')).click();
    await shows(1);
    await button(fr.review.undo).click();
    await shows(0);
    await page.getByRole('button', { name: /^Garder/ }).click();
    await shows(1);
    await button(fr.review.skip).click();
    await shows(2);
    await figure(2, 1);
    assert.deepEqual(standing(), [[0, 'positive']]);
  });

  it('loses no decision when the service is killed, the page is reloaded, and the service comes back', async () => {
    await open();
    await shows(0);
    await service.kill();
    await page.keyboard.press('n');
    await shows(1);
    await page.keyboard.press('p');
    await shows(2);
    await page.keyboard.press('u');
    await shows(1);
    await page.getByText(fr.review.pending(3)).waitFor();
    await window.picture('review without a service');
    service = await restartService(service);
    await figure(2, 1);
    assert.deepEqual(standing(), [[0, 'negative']]);

    await service.kill();
    await page.keyboard.press('ArrowLeft');
    await page.getByText(fr.review.pending(1)).waitFor();
    service = await restartService(service);
    await page.reload();
    await figure(2, 2);
    assert.deepEqual(standing(), [
      [0, 'negative'],
      [1, 'negative'],
    ]);
  });

  it('says so while the service does not answer, and when there is nothing to do', async () => {
    window = await openWindow(browser);
    page = window.page;
    await page.route('**/reviews', (route) => route.abort());
    await page.goto(`${service.url}/#review`);
    await page.getByText(fr.review.failing).waitFor();
    assert.deepEqual(await window.violations(), []);
    await page.unroute('**/reviews');
    await shows(0);
  });

  it('shows a post that comes in while one looks at an empty queue', async () => {
    await open();
    for (const place of QUEUE.keys()) {
      await shows(place);
      await page.keyboard.press('Enter');
    }
    await page.getByText(fr.review.empty).waitFor();
    await window.picture('review empty');
    const post = (path: string, body: object) =>
      fetch(service.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    const { id } = (await (await post('/predict', { text: 'Un autre vol' })).json()) as { id: string };
    await post('/feedback', { prediction_id: id, correct: false });
    await page.getByText('Un autre vol', { exact: true }).first().waitFor();
  });

  for (const [look, options] of [
    ['in the light', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['on a narrow screen', { viewport: { width: 320, height: 640 } }],
  ] as const)
    it(`can be read and reached by everybody, ${look}`, async () => {
      await open(options);
      await shows(0);
      await page.keyboard.press('n');
      await figure(2, 1);
      await page.getByRole('button', { name: fr.review.undoOne(QUEUE[0]!.text) }).waitFor();
      assert.deepEqual(await window.violations(), []);
      assert.equal(await window.overflow(), 0);
      await window.picture(`review ${look}`);
      for (const place of [1, 2, 3]) {
        await shows(place);
        await page.keyboard.press('Enter');
      }
      await page.getByText(fr.review.empty).waitFor();
      assert.deepEqual(await window.violations(), []);
    });
});
