// The page as people use it: the real service, a real browser, the keyboard.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { en, fr, type PageTexts } from '../../src/web/texts/page-texts.ts';
import { labelName } from '../../src/web/verdict.ts';
import { launchChromium } from './chromium.ts';
import { type PageWindow, visit } from './page-window.ts';
import { removeData, restartService, rowsOf, type Service, startService } from './service.ts';

const POST = 'L’équipage était adorable, mais deux heures de retard et une valise perdue.';
const WORDS = [
  { start: POST.indexOf('adorable'), end: POST.indexOf(' mais'), weight: 0.8 },
  { start: POST.indexOf('mais'), end: POST.indexOf(' deux'), weight: -0.1 },
  { start: POST.indexOf('perdue'), end: POST.length, weight: -1.1 },
];
const POSTS = [
  'Merci pour ce vol parfait',
  'https://example.org',
  'Worst airline ever, they lost my luggage',
];

describe('The page', function () {
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

  async function open(options: Parameters<typeof visit>[2] = {}): Promise<void> {
    window = await visit(browser, service.url, options);
    page = window.page;
  }

  const field = (texts: PageTexts = fr) => page.getByLabel(texts.enter);
  const button = (name: string) => page.getByRole('button', { name });

  async function judge(post: string, texts: PageTexts = fr): Promise<void> {
    await field(texts).fill(post);
    await page.keyboard.press('Control+Enter');
    await page.getByText(texts.question).waitFor();
  }

  /** The marks, or that there are none, depend on the model. */
  const explained = () => page.getByText(fr.weighed).or(page.getByText(fr.evenly)).waitFor();

  const votes = () => rowsOf(service, 'select correct, correction from votes order by voted_at desc limit 1');

  it('takes a post to a verdict, a probability and a vote, then to the next post', async () => {
    await open();
    await page.getByRole('heading', { name: fr.title }).waitFor();
    await field().fill(fr.example[0]!.text);
    await button(fr.analyse).click();
    await page.getByText(/^Sentiment\s: 😊 Positif$/u).waitFor();
    await page.getByText(/^Probabilité positive\s: [01],\d\d$/u).waitFor();
    await page.getByLabel(fr.yes, { exact: true }).check();
    await button(fr.send).click();
    await page.getByText(fr.sent, { exact: true }).waitFor();
    assert.deepEqual(votes(), [{ correct: 1, correction: null }]);
    await button(fr.next).click();
    assert.equal(await field().inputValue(), '');
    assert.deepEqual(window.faults, []);
  });

  it('keeps the focus in the text after an example, and analyses it by Ctrl + Enter', async () => {
    await open();
    await button(fr.example[1]!.text).press('Enter');
    assert.equal(await field().inputValue(), fr.example[1]!.text);
    assert.ok(await field().evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Control+Enter');
    await page.getByText(fr.question).waitFor();
  });

  it('analyses and sends by Ctrl + Enter wherever the focus is, and only the form that is seen', async () => {
    await open();
    await field().fill('Merci\nBon vol');
    await page.getByLabel(fr.eachLine(2)).uncheck();
    await page.keyboard.press('Control+Enter');
    await page.getByText(fr.question).waitFor();
    await page.getByLabel(fr.yes, { exact: true }).check();
    await page.getByRole('link', { name: fr.views.dashboard }).click();
    await page.getByRole('heading', { name: fr.dashboard.overview }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.goBack();
    await button(fr.send).waitFor();
    await page.locator('body').press('Control+Enter');
    await page.getByText(fr.sent).waitFor();
  });

  it('lets people change their vote', async () => {
    await open();
    await judge('Merci pour ce vol parfait');
    await page.getByLabel(fr.yes, { exact: true }).check();
    await button(fr.send).click();
    await page.getByText(fr.sent).waitFor();
    await button(fr.change).click();
    await page.getByLabel(fr.no, { exact: true }).check();
    await page.getByLabel(labelName(fr, 'neutral')).check();
    await button(fr.send).click();
    await page.getByText(fr.sent).waitFor();
    assert.deepEqual(votes(), [{ correct: 0, correction: 'neutral' }]);
  });

  it('names the rule that changed the verdict, and what the model says without it', async () => {
    await open();
    const own = { label: 'positive', probability: 0.95, certain: true };
    const brand = { rules: [{ phrase: 'retard', label: 'negative' }], own };
    await page.route('**/predict', async (route) => {
      const answer = (await (await route.fetch()).json()) as object;
      await route.fulfill({ json: { ...answer, label: 'negative', probability: 0, certain: true, brand } });
    });
    await judge('En retard, mais équipage adorable');
    await page.getByText(fr.brand.changed(fr.brand.quote('retard'), 1)).waitFor();
    await page.getByText(fr.brand.alone(labelName(fr, 'positive'), '0,95')).waitFor();
  });

  for (const [locale, texts] of [
    ['fr-CA', fr],
    ['en-GB', en],
    ['de-DE', en],
  ] as const)
    it(`goes from a post to a correction without a mouse, for a reader of ${locale}`, async () => {
      await open({ locale });
      assert.equal(await page.locator('html').getAttribute('lang'), texts === fr ? 'fr' : 'en');
      await page.getByText(texts.subtitles.analyse).waitFor();
      await page.keyboard.type('They lost my luggage again, worst airline ever');
      await page.keyboard.press('Control+Enter');
      const negative = texts.sentiment(labelName(texts, 'negative'));
      await page.getByText(negative, { exact: true }).waitFor();
      assert.match(await focused(), new RegExp(texts.about('', '').split('·')[0]!.trim()));
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowRight');
      await page.getByText(texts.askLabel).waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.getByText(texts.sent).waitFor();
      assert.deepEqual(votes(), [{ correct: 0, correction: 'positive' }]);
      assert.equal(await focused(), texts.next);
      await page.keyboard.press('Enter');
      assert.ok(await field(texts).evaluate((element) => element === document.activeElement));
      assert.deepEqual(window.faults, []);
    });

  it('marks the words that weighed most, and says which way', async () => {
    await open({ viewport: { width: 860, height: 640 } });
    await judge(POST);
    await explained();
    for (const mark of await page.locator('mark').allTextContents())
      assert.ok(POST.includes(mark.replace(/ \(.*\)$/, '')), mark);
    await page.getByLabel(fr.no, { exact: true }).check();
    await page.getByLabel(labelName(fr, 'neutral')).check();
    await window.picture('page');
  });

  it('tells each marked word from the others by more than its colour', async () => {
    await open();
    await page.route('**/explain', (route) => route.fulfill({ json: { text: POST, words: WORDS } }));
    await judge(POST);
    const marks = page.locator('mark');
    await marks.first().waitFor();
    assert.deepEqual(await marks.allTextContents(), [
      `adorable, (${fr.speaks.for})`,
      `perdue. (${fr.speaks.against})`,
    ]);
    const lines = await marks.evaluateAll((all) =>
      all.map((mark) => getComputedStyle(mark).textDecorationStyle),
    );
    assert.deepEqual(lines, ['solid', 'wavy']);
  });

  it('lets the keyboard reach a post that scrolls', async () => {
    await open();
    await field().fill(`${POST}\n`.repeat(40));
    await page.getByLabel(fr.eachLine(40)).uncheck();
    await page.keyboard.press('Control+Enter');
    await page.getByText(fr.question).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BLOCKQUOTE');
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => document.activeElement!.scrollTop > 0);
    assert.deepEqual(await window.violations(), []);
  });

  it('says why a post cannot be judged, and keeps it', async () => {
    await open();
    await field().fill('https://example.org @airparadis');
    await button(fr.analyse).click();
    await page.getByText(fr.failure.nothing).waitFor();
    await field().fill('a'.repeat(5001));
    await button(fr.analyse).click();
    await page.getByText(fr.failure.long).waitFor();
    assert.equal((await field().inputValue()).length, 5001);
  });

  it('greys what stands after the part of a long post that was judged', async () => {
    await open();
    const long = Array.from(
      { length: 40 },
      (_, n) => `Escale ${n} sans information, encore une attente.`,
    ).join(' ');
    await judge(long);
    await page.getByText(fr.truncated).waitFor();
    await page.getByText(fr.greyed).waitFor();
    const quote = (await page.locator('blockquote').textContent())!;
    const cut = quote.indexOf(fr.unjudged);
    assert.ok(cut > 200 && cut < long.length - 500, `${cut}`);
    await window.picture('long post');
    assert.deepEqual(await window.violations(), []);
  });

  it('says so to who is not on the same machine, while the API has no keys', async () => {
    await open({ extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' } });
    await field().fill(POST);
    await button(fr.analyse).click();
    await page.getByText(fr.failure.forbidden).waitFor();
  });

  it('makes a table of several posts to sort, to vote on, to ask why, and that a spreadsheet can read', async () => {
    await open();
    await field().fill(POSTS.join('\n\n'));
    await button(fr.analyse).click();
    await page
      .getByText(fr.counts({ positive: 1, neutral: 0, negative: 1, uncertain: 0, skipped: 1 }))
      .waitFor();
    assert.deepEqual(await page.locator('tbody tr td:first-child').allTextContents(), POSTS);
    await page.getByText(fr.skipped).waitFor();
    await page.getByLabel(fr.sort.label).selectOption(fr.sort.negative);
    assert.notEqual(await page.locator('tbody tr td:first-child').first().textContent(), POSTS[0]);
    await page.getByLabel(fr.sort.label).selectOption(fr.sort.written);
    const first = (name: string) => page.getByRole('button', { name: fr.rowVote.about(name, POSTS[0]!) });
    await first(fr.rowVote.right).click();
    await page.locator('tbody [aria-pressed=true]').waitFor();
    await first(fr.why).click();
    await page.getByText(fr.sentiment(labelName(fr, 'positive'))).waitFor();
    await button(fr.change).click();
    await page.getByLabel(fr.no, { exact: true }).check();
    await button(fr.send).click();
    await page.getByText(fr.sent).waitFor();
    await button(fr.backToTable).click();
    assert.equal(await first(fr.rowVote.wrong).getAttribute('aria-pressed'), 'true');
    assert.deepEqual(votes(), [{ correct: 0, correction: null }]);
    const download = page.waitForEvent('download');
    await button(fr.download).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), 'air-paradis.csv');
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    assert.equal(lines.length, 1 + POSTS.length);
    assert.match(
      lines[1]!,
      /^"Merci pour ce vol parfait";"😊 Positif";"[01](,\d{1,3})?";"Oui";"fr";"";"";"[0-9a-f-]{36}"$/,
    );
    await button(fr.again).click();
    assert.equal(await field().inputValue(), '');
  });

  it('judges lines as one post when told so', async () => {
    await open();
    await field().fill('Merci\npour ce vol parfait');
    await page.getByLabel(fr.eachLine(2)).uncheck();
    await button(fr.analyse).click();
    await page.getByText(fr.sentiment(labelName(fr, 'positive'))).waitFor();
  });

  for (const [look, options] of [
    ['in the light', {}],
    ['in the dark', { colorScheme: 'dark' }],
    ['in forced colours', { forcedColors: 'active' }],
    ['on a narrow screen', { viewport: { width: 320, height: 640 } }],
  ] as const)
    it(`can be read and reached by everybody, at every step, ${look}`, async () => {
      await open(options);
      const check = async (step: string) => {
        assert.deepEqual(await window.violations(), [], step);
        assert.equal(await window.overflow(), 0, step);
        await window.picture(`page ${look}, ${step}`);
      };
      await field().waitFor();
      await check('empty');
      await field().fill('https://example.org');
      await button(fr.analyse).click();
      await page.getByText(fr.failure.nothing).waitFor();
      await check('failed');
      await page.route('**/explain', (route) => route.fulfill({ json: { text: POST, words: WORDS } }));
      await judge(POST);
      await page.getByText(fr.weighed).waitFor();
      await page.getByLabel(fr.no, { exact: true }).check();
      await check('judged');
      await button(fr.send).click();
      await page.getByText(fr.sent).waitFor();
      await check('voted');
      await button(fr.next).click();
      await field().fill(POSTS.join('\n'));
      await check('several posts');
      await button(fr.analyse).click();
      await page.getByText(fr.skipped).waitFor();
      await page
        .getByText(fr.counts({ positive: 1, neutral: 0, negative: 1, uncertain: 0, skipped: 1 }))
        .waitFor();
      await check('table');
    });

  it('loses neither a post nor a vote when the service is killed and comes back', async () => {
    await open();
    await field().fill(POST);
    await service.kill();
    await button(fr.analyse).click();
    await page.getByText(fr.failure.unreachable).waitFor();
    assert.equal(await field().inputValue(), POST);

    service = await restartService(service);
    await button(fr.analyse).click();
    await page.getByLabel(fr.no, { exact: true }).check();
    await page.getByLabel(labelName(fr, 'neutral')).check();
    await service.kill();
    await button(fr.send).click();
    await page.getByText(fr.votePending).waitFor();

    service = await restartService(service);
    await page.getByText(fr.sent).waitFor();
    assert.deepEqual(votes(), [{ correct: 0, correction: 'neutral' }]);
  });

  it('sends a vote that was on its way when the page itself was closed', async () => {
    await open();
    await judge(POST);
    await page.getByLabel(fr.yes, { exact: true }).check();
    await service.kill();
    await button(fr.send).click();
    await page.getByText(fr.votePending).waitFor();
    service = await restartService(service);
    await page.reload();
    await page.getByText(fr.sent).waitFor();
    assert.deepEqual(votes(), [{ correct: 1, correction: null }]);
  });

  /** What a screen reader would read out where the focus is. */
  function focused(): Promise<string> {
    return page.evaluate(() => document.activeElement?.textContent ?? '');
  }
});
