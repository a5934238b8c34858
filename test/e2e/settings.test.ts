// The settings of channels on the page: the real service, a real browser, channels that the bot was heard in.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createApiKey } from '../../src/api-keys.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { createNameStore } from '../../src/storage/stores/delivery/name-store.ts';
import { createForwardingStore } from '../../src/storage/stores/forwarding-store.ts';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { launchChromium } from './chromium.ts';
import { type PageWindow, visit } from './page-window.ts';
import { removeData, type Service, startServiceIn } from './service.ts';

const CHANNEL = '19:avis-voyageurs@thread.tacv2';
const NAME = 'Relation client › Avis voyageurs';

/** @param dataDir folder of an embedded store that no service uses now. */
async function knowChannel(dataDir: string): Promise<void> {
  const database = await openDatabase({ dataDir });
  const place = {
    conversation: CHANNEL,
    serviceUrl: 'https://smba.example/',
    host: 'msteams',
    team: '19:team@thread.tacv2',
    bot: '28:bot',
  };
  await createConversationStore(database).saveConversation(place, { person: null, at: Date.now() });
  await createNameStore(database).saveNames(
    [
      { id: place.team, name: 'Relation client' },
      { id: CHANNEL, name: 'Avis voyageurs' },
    ],
    Date.now(),
  );
  await createForwardingStore(database).replaceRules([
    { channel: CHANNEL, language: 'fr', network: 'bluesky', topic: 'baggage', negativeOnly: true },
  ]);
  await database.close();
}

describe('The settings on the page', function () {
  this.timeout(90_000);

  let service: Service;
  let browser: Browser;
  let window: PageWindow;
  let page: Page;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  afterEach(async () => {
    await window?.close();
    await service?.stop();
    if (service) await removeData(service);
  });

  async function open(
    options: Parameters<typeof visit>[2] = {},
    settings: Record<string, string> = {},
  ): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    await knowChannel(dataDir);
    service = await startServiceIn(dataDir, settings);
    window = await visit(browser, `${service.url}/#settings`, {
      viewport: { width: 860, height: 1180 },
      ...options,
    });
    page = window.page;
  }
  const kept = async () => {
    const answer = await fetch(`${service.url}/channels/${encodeURIComponent(CHANNEL)}/settings`);
    return (await answer.json()) as {
      settings: { mode: string; threshold: number; digest: object | null };
      revision: number;
    };
  };

  for (const [locale, texts, baggage] of [
    ['fr-FR', fr, 'bagages'],
    ['en-GB', en, 'baggage'],
  ] as const)
    it(`are changed, refused, saved and taken back, for a reader of ${locale}`, async () => {
      await open({ locale });
      const { settings: words } = texts;
      const save = page.getByRole('button', { name: words.save, exact: true });
      await page.getByLabel(words.fields.mode, { exact: true }).selectOption('negative-or-uncertain');
      await page.getByLabel(words.fields.threshold).fill('20');
      await save.click();
      await page.getByText(words.fields.threshold).last().waitFor();
      await page.getByText(texts.settings.wrong('').slice(0, 20)).waitFor();
      assert.equal((await kept()).revision, 0);

      await page.getByLabel(words.fields.threshold).fill('70');
      await page.getByLabel(words.fields.digest, { exact: true }).selectOption('week');
      await page.getByLabel(words.fields.digestDay).selectOption('5');
      await save.click();
      await page.getByText(texts.settings.saved).waitFor();
      const { settings } = await kept();
      assert.deepEqual(
        [settings.mode, settings.threshold, settings.digest],
        ['negative-or-uncertain', 0.7, { every: 'week', at: '09:00', weekday: 5 }],
      );
      await window.picture(`settings ${locale}`);
      assert.deepEqual(await window.violations(), []);

      await page.getByRole('button', { name: words.undo }).click();
      await page.getByText(texts.settings.restored).waitFor();
      assert.equal((await kept()).settings.mode, 'every');
      await page
        .getByText(`${baggage} · bluesky · ${texts.language.fr} · ${texts.routes.negativeOnly} → ${NAME}`)
        .waitFor();
    });

  it('are not saved over what somebody else has changed meanwhile, which is shown', async () => {
    await open();
    const { settings: words } = fr;
    const mode = page.getByLabel(words.fields.mode, { exact: true });
    await mode.selectOption('mentioned');
    const { settings } = await kept();
    await fetch(`${service.url}/channels/${encodeURIComponent(CHANNEL)}/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...settings, mode: 'silent' }),
    });
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await page.getByText(words.changedMeanwhile).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('select')[1]?.value === 'silent');
    assert.equal((await kept()).settings.mode, 'silent');
  });

  it('hold the words of the house: tried on the last posts, added, removed, put back', async () => {
    await open({ viewport: { width: 320, height: 640 } });
    const { settings: words } = fr;
    await page.getByLabel(words.fields.phrase).fill('[]');
    await page.getByRole('button', { name: words.addRule }).click();
    await page.getByText(/À corriger\s: Mot ou expression \(au moins une lettre ou un chiffre\)/).waitFor();
    const predict = (text: string) =>
      fetch(`${service.url}/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      });
    for (const text of ['Un peu de retard, mais équipage adorable, merci !', 'Aucun retard, merci !'])
      await predict(text);
    await page.getByLabel(words.fields.phrase).fill('retard');
    await page.getByRole('button', { name: words.addRule }).click();
    const rule = words.ruleOf('retard', words.labels.negative);
    await page.getByText(words.wouldChange(rule, 1, 2)).waitFor();
    await page.getByText('Un peu de retard, mais équipage adorable, merci !').waitFor();
    assert.equal(await page.getByText('Aucun retard, merci !').count(), 0);
    assert.deepEqual(await window.violations(), []);
    assert.equal(await window.overflow(), 0);
    await window.picture('brand-rule-dry-run');
    await page.getByRole('button', { name: words.saveRule }).click();
    const remove = page.getByRole('button', { name: words.removeRule(rule) });
    await remove.click();
    await remove.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: words.putBack }).click();
    await remove.waitFor();
    await window.picture('settings on a narrow screen');
    assert.deepEqual(await window.violations(), []);
    assert.equal(await window.overflow(), 0);
  });

  const routes = async () => {
    const answer = await fetch(`${service.url}/routes`);
    const { routes } = (await answer.json()) as {
      routes: { network: string | null; topic: string | null }[];
    };
    return routes.map(({ network, topic }) => `${topic} ${network}`);
  };

  for (const [locale, texts, baggage, staff, viewport] of [
    ['fr-FR', fr, 'bagages', 'personnel', { width: 860, height: 1180 }],
    ['en-GB', en, 'baggage', 'staff', { width: 320, height: 640 }],
  ] as const)
    it(`route posts of other networks: added, refused, moved and changed by keyboard, removed, taken back (${locale})`, async () => {
      await open({ locale, viewport });
      const { routes: words, settings, language } = texts;
      const first = `${baggage} · bluesky · ${language.fr} · ${words.negativeOnly} → ${NAME}`;
      const added = `mastodon · ${words.anyLanguage} → ${NAME}`;
      const changed = `${staff} · ${added}`;
      const button = (action: string, line: string) =>
        page.getByRole('button', { name: words.of(action, line), exact: true });
      const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

      const network = page.getByLabel(words.field.network);
      await network.fill('deux mots');
      await network.press('Enter');
      await page.getByText(settings.wrong('').slice(0, 10)).waitFor();
      assert.deepEqual(await routes(), ['baggage bluesky']);
      await network.fill('mastodon');
      await network.press('Enter');
      await page.getByText(words.done.add(added)).waitFor();
      assert.deepEqual(await routes(), ['baggage bluesky', 'null mastodon']);

      await button(words.up, added).press('Enter');
      await page.getByText(words.done.move(added, 1)).waitFor();
      assert.equal(await focused(), words.of(words.up, added), 'the focus goes with the route');
      assert.deepEqual(await routes(), ['null mastodon', 'baggage bluesky']);

      await button(words.edit, added).press('Enter');
      await page.getByRole('heading', { name: words.editing(1) }).waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === 'SELECT');
      await page.getByLabel(words.field.topic).selectOption({ label: staff });
      await page.getByRole('button', { name: words.save }).press('Enter');
      await page.getByText(words.done.edit(changed)).waitFor();
      assert.deepEqual(await routes(), ['staff mastodon', 'baggage bluesky']);
      await window.picture(`routes ${locale}`);
      assert.deepEqual(await window.violations(), []);
      assert.equal(await window.overflow(), 0);

      await button(words.remove, first).press('Enter');
      await page.getByText(words.done.remove(first)).waitFor();
      assert.deepEqual(await routes(), ['staff mastodon']);
      await page.keyboard.press('Enter'); // the focus is where it can be taken back
      await page.getByText(words.undone).waitFor();
      assert.deepEqual(await routes(), ['staff mastodon', 'baggage bluesky']);
      assert.deepEqual(
        window.faults.filter((fault) => !fault.includes('422')),
        [],
      );
    });

  it('are not routed over what somebody else has changed meanwhile, and say which route never comes into play', async () => {
    await open();
    const line = `bagages · bluesky · ${fr.language.fr} · ${fr.routes.negativeOnly} → ${NAME}`;
    const remove = page.getByRole('button', { name: fr.routes.of(fr.routes.remove, line) });
    await remove.waitFor();
    await fetch(`${service.url}/routes`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ routes: [{ channel: CHANNEL }, { channel: CHANNEL, topic: 'staff' }] }),
    });
    await remove.click();
    await page.getByText(fr.settings.changedMeanwhile).waitFor();
    await page.getByText(fr.routes.neverReached(1)).waitFor();
    assert.deepEqual(await routes(), ['null null', 'staff null']);
  });

  it('say which right they need, and take another key', async () => {
    const reviewer = createApiKey('reviewer', 'predict+review');
    const chief = createApiKey('chief', 'admin');
    await open({}, { API_KEYS: `${reviewer.entry},${chief.entry}` });
    const enter = async (key: string) => {
      await page.getByLabel(fr.key.label).fill(key);
      await page.keyboard.press('Enter');
    };
    await enter(reviewer.key);
    await page.getByText(fr.settings.needed).waitFor();
    assert.deepEqual(await window.violations(), []);
    await page.getByRole('button', { name: fr.settings.otherKey }).click();
    await enter(chief.key);
    await page.getByLabel(fr.settings.fields.mode, { exact: true }).waitFor();
  });
});
