// The Posts view: the real service with posts of named channels, and a real browser.
import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import type { Label } from '../../src/sentiment/verdict.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { createNameStore } from '../../src/storage/stores/delivery/name-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { scoresFor, verdict } from '../feedback/verdicts.ts';
import { launchChromium } from './chromium.ts';
import { type PageWindow, visit } from './page-window.ts';
import { removeData, restartService, type Service, startServiceIn } from './service.ts';

const TEAM = '19:team@thread.tacv2';
const CARE = '19:avis-voyageurs@thread.tacv2';
const PRAM = 'Ma poussette a disparu entre Nice et Orly, et personne ne répond au comptoir Air Paradis.';

/** From the oldest to the newest. */
const POSTS: readonly (readonly [text: string, label: Label, probability: number, channel: string | null])[] =
  [
    ['Vol annulé sans un mot, nuit à l’aéroport.', 'negative', 0.03, CARE],
    [PRAM, 'negative', 0.06, CARE],
    ['À quelle heure ouvre l’enregistrement du vol AP123 ?', 'neutral', 0.5, TEAM],
    ['Crew was lovely and we landed early, thank you!', 'positive', 0.97, null],
    ['Équipage adorable, merci !', 'positive', 0.96, CARE],
  ];

/** By how a post begins. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  'Vol annu': ['cancellation', 'airport'],
  'Ma pouss': ['baggage', 'customer-service'],
  'Crew was': ['staff'],
  Équipage: ['staff'],
};

describe('The posts on the page', function () {
  this.timeout(90_000);

  let service: Service;
  let browser: Browser;
  let window: PageWindow;
  let page: Page;
  let pram: string;

  before(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    pram = await seedPosts(dataDir);
    [service, browser] = await Promise.all([startServiceIn(dataDir), launchChromium()]);
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
    if (service) await removeData(service);
  });
  afterEach(() => window.close());

  async function seedPosts(dataDir: string): Promise<string> {
    const database = await openDatabase({ dataDir });
    let at = Date.now() - 86_400_000;
    const feedback = createFeedbackService({
      store: createFeedbackStore(database),
      hashPerson: createPeopleHash('k'.repeat(32)),
      keepText: 'all',
      clock: () => at,
    });
    const place = { serviceUrl: 'https://smba.example/', host: 'msteams', team: TEAM, bot: '28:bot' };
    for (const conversation of [TEAM, CARE])
      await createConversationStore(database).saveConversation(
        { ...place, conversation },
        { person: null, at },
      );
    await createNameStore(database).saveNames(
      [
        { id: TEAM, name: 'Relation client' },
        { id: CARE, name: 'Avis voyageurs' },
      ],
      at,
    );
    let found = '';
    for (const [index, [text, label, probability, channel]] of POSTS.entries()) {
      at += 3_600_000;
      const { id } = await feedback.record({
        verdict: {
          ...verdict,
          label,
          probability,
          scores: scoresFor(label, probability),
          language: text.startsWith('Crew') ? 'en' : 'fr',
          topics: (ABOUT[text.slice(0, 8)] ?? []).map((name) => ({ name, probability: 0.8 })),
        },
        text,
        ...(channel
          ? { door: 'teams', channel, origin: `teams:${channel}/${index}` }
          : { door: 'api', origin: 'mastodon:https://m.example/1', network: 'mastodon' }),
      });
      if (text === PRAM) found = id;
    }
    await database.close();
    return found;
  }

  async function open(hash: string, options: Parameters<typeof visit>[2] = {}): Promise<void> {
    window = await visit(browser, `${service.url}/${hash}`, options);
    page = window.page;
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  const rows = () => page.getByRole('list', { name: fr.posts.list }).getByRole('listitem');

  for (const [locale, texts, names] of [
    ['fr-FR', fr, ['bagages', 'personnel']],
    ['en-GB', en, ['baggage', 'staff']],
  ] as const)
    it(`are found by their topics, which stand in the list, for a reader of ${locale}`, async () => {
      await open('#posts', { locale });
      const list = page.getByRole('list', { name: texts.posts.list });
      await list.getByText(names[0], { exact: false }).first().waitFor();
      await window.picture(`posts topics ${locale}`);
      const choice = page.getByLabel(texts.posts.field.topic, { exact: true });
      await choice.selectOption({ label: names[0] });
      await page.getByText(texts.posts.found(1, false)).waitFor();
      assert.match(page.url(), /topic=baggage/);
      await choice.selectOption({ label: names[1] });
      await page.getByText(texts.posts.found(2, false)).waitFor();
      assert.deepEqual(await window.violations(), []);
    });

  it('are found by words, newest first, with channel, time and the way to Teams', async () => {
    await open('#posts');
    await page.getByText(fr.posts.found(5, false)).waitFor();
    await page.getByLabel(fr.posts.search).fill('POUSSETTES nice');
    await page.keyboard.press('Enter');
    await page.getByText(fr.posts.found(1, false)).waitFor();
    assert.match(page.url(), /#posts\?q=POUSSETTES\+nice$/);
    const row = rows().first();
    assert.match(
      (await row.textContent())!,
      /😞 Négatif.*Relation client › Avis voyageurs.*Teams.*\d{1,2} \S+ 20\d\d/s,
    );
    const link = await row.getByRole('link', { name: fr.posts.inTeams }).getAttribute('href');
    assert.match(link!, /^https:\/\/teams\.microsoft\.com\/l\/message\//);
    assert.doesNotMatch(await page.locator('body').innerText(), /19:\p{L}|thread\.tacv2/u);
    assert.deepEqual(window.faults, []);
  });

  it('are filtered, and the address hands the search on', async () => {
    await open('#posts', { viewport: { width: 1200, height: 900 } });
    await page.getByLabel(fr.posts.field.label, { exact: true }).selectOption('positive');
    await page.getByText(fr.posts.found(2, false)).waitFor();
    await page.getByLabel(fr.posts.field.channel).selectOption('Relation client › Avis voyageurs');
    await page.getByText(fr.posts.found(1, false)).waitFor();
    const address = page.url();
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByText(fr.posts.found(1, false)).waitFor();
    await page.getByRole('button', { name: fr.posts.clear }).click();
    await page.getByText(fr.posts.found(5, false)).waitFor();
    await page.getByLabel(fr.posts.field.to, { exact: true }).fill('2020-11-19');
    await page.getByText(fr.posts.noneFits).waitFor();
  });

  it('open by an address of their own, with why, and a vote in place', async () => {
    await open(`#post/${pram}`);
    await page.getByText('Relation client › Avis voyageurs').waitFor();
    await page.getByText(fr.posts.noVotes).waitFor();
    await page.getByLabel(fr.no).check();
    await page.getByLabel('😐 Neutre').check();
    await page.getByRole('button', { name: fr.send }).click();
    await page.getByText(fr.posts.corrections('😐 Neutre × 1')).waitFor();
    assert.deepEqual(await window.violations(), []);
    await page.goto(`${service.url}/#posts?feedback=corrected`);
    await page.getByText(fr.posts.found(1, false)).waitFor();
    await rows().getByRole('link', { name: PRAM }).click();
    await page.getByText(fr.posts.corrections('😐 Neutre × 1')).waitFor();
  });

  it('leave as a file for Excel, with what is filtered', async () => {
    await open('#posts?label=negative');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: fr.posts.csv }).click(),
    ]);
    const lines = (await readFile((await download.path())!, 'utf8')).trimEnd().split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[0]!, /^\uFEFFdate;post;/);
    assert.match(lines[1]!, /;négatif;0,06;oui;fr;[^;]*;;;Relation client › Avis voyageurs;/);
  });

  it('are corrected in their topics, which goes into the export', async () => {
    await open(`#post/${pram}`);
    await page.getByRole('radio', { name: fr.yes, exact: true }).click();
    await page.getByText(fr.topics.correct).click();
    await page.getByRole('checkbox', { name: 'service client' }).uncheck();
    await page.getByRole('checkbox', { name: 'remboursement' }).check();
    await window.picture('post topics corrected');
    assert.deepEqual(await window.violations(), []);
    await page.getByRole('button', { name: fr.send, exact: true }).click();
    await page.getByText(fr.topics.said('bagages, remboursement')).waitFor();
    const lines = (await (await fetch(`${service.url}/export?since=2000-01-01T00:00:00Z`)).text()).split(
      '\n',
    );
    const row = lines
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .find(({ id }) => id === pram);
    assert.deepEqual(row.topics, ['baggage', 'refund']);
  });

  it('say so when nothing fits, and when there is no such post', async () => {
    await open('#posts?q=hippopotame', { locale: 'en-GB' });
    await page.getByText(en.posts.noneFits).waitFor();
    await page.goto(`${service.url}/#post/${crypto.randomUUID()}`);
    await page.getByText(en.posts.gone).waitFor();
    await page.goto(`${service.url}/#posts?q=%F0%9F%91%8F`);
    await page.getByText(en.posts.refused).waitFor();
  });

  it('stay while the service is away, and come back with it', async () => {
    await open('#posts');
    await page.getByText(fr.posts.found(5, false)).waitFor();
    await service.stop();
    await page.getByLabel(fr.posts.search).fill('poussette');
    await page.keyboard.press('Enter');
    await page.getByText(fr.posts.failing).waitFor();
    service = await restartService(service);
    await page.getByText(fr.posts.found(1, false)).waitFor();
  });

  for (const [locale, texts] of [
    ['fr-FR', fr],
    ['en-GB', en],
  ] as const)
    it(`are counted by channel on the dashboard, which leads to those of each (${locale})`, async () => {
      await open('#dashboard', { locale, viewport: { width: 860, height: 900 } });
      const table = page.getByRole('table', { name: texts.dashboard.byChannel });
      await table.waitFor();
      const cells = (await table.getByRole('row').allTextContents()).map((row) => row.replace(/\s/g, ' '));
      assert.match(cells[1]!, /^Relation client › Avis voyageurs ?3 ?67 ?%/);
      assert.match(cells[2]!, /^Relation client ?1 ?0 ?%/);
      assert.deepEqual(await window.violations(), []);
      await window.picture(`channels-${locale}`);
      await page.setViewportSize({ width: 320, height: 700 });
      assert.equal(await window.overflow(), 0);
      await table.getByRole('link', { name: 'Relation client › Avis voyageurs' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText(texts.posts.found(3, false)).waitFor();
      assert.match(page.url(), /#posts\?channel=[0-9a-f]{32}&from=/);
      assert.deepEqual(window.faults, []);
    });

  for (const [name, options] of [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['contrast', { forcedColors: 'active' }],
  ] as const)
    it(`are without fault to axe in ${name} colours, and fit 320 pixels`, async () => {
      await open('#posts', { ...options, viewport: { width: 1600, height: 1000 } });
      await page.getByText(fr.posts.found(5, false)).waitFor();
      await window.picture(`posts-${name}`);
      assert.deepEqual(await window.violations(), []);
      assert.equal(await window.overflow(), 0);
      await page.setViewportSize({ width: 320, height: 700 });
      assert.equal(await window.overflow(), 0);
      await window.picture(`posts-${name}-320`);
      await page.goto(`${service.url}/#post/${pram}`);
      await page.getByText(fr.posts.back).first().waitFor();
      assert.deepEqual(await window.violations(), []);
      assert.equal(await window.overflow(), 0);
      await page.setViewportSize({ width: 1200, height: 800 });
      await window.picture(`post-${name}`);
      assert.deepEqual(window.faults, []);
    });
});
