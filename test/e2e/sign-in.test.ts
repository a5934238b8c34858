// The page as a tab of a service with keys: whoever is signed in to Teams comes in without one.
import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createApiKey } from '../../src/api-keys.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import { fr } from '../../src/web/texts/page-texts.ts';
import { labelName } from '../../src/web/verdict.ts';
import { AUDIENCE, type Entra, PERSON, startEntra, TENANT } from '../api/entra.ts';
import { launchChromium } from './chromium.ts';
import { openWindow, type PageWindow } from './page-window.ts';
import { QUEUE, queuePosts } from './queued-posts.ts';
import { removeData, rowsOf, type Service, startServiceIn } from './service.ts';
import { openInside, TEAMS, teams } from './teams-tab.ts';

const PEOPLE_KEY = 'k'.repeat(32);

describe('The page in Teams, of a service with keys', function () {
  this.timeout(60_000);

  let entra: Entra;
  let service: Service;
  let browser: Browser;
  let window: PageWindow;

  before(async () => {
    entra = await startEntra();
    const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    await queuePosts(dataDir, 'api'); // of no conversation, so that whoever signed in may see them
    browser = await launchChromium();
    service = await startServiceIn(dataDir, {
      API_KEYS: createApiKey('bot', 'predict').entry,
      PEOPLE_KEY,
      SSO_TENANTS: TENANT,
      SSO_AUDIENCE: AUDIENCE,
      SSO_AUTHORITY: entra.authority,
    });
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
    await entra?.close();
    if (service) await removeData(service);
  });
  afterEach(() => window.close());

  async function open(view: string, token?: string | null) {
    window = await openWindow(browser, { permissions: ['local-network-access'] });
    const context = { locale: 'fr-fr', theme: 'default' };
    return openInside(
      window,
      TEAMS,
      teams(`${service.url}/#${view}`, context, token === undefined ? {} : { token }),
    );
  }

  it('lets people in by the token that Teams has for them, once, and keeps who they are in a cookie', async () => {
    const frame = await open('analyse', await entra.sign());
    await frame.getByLabel(fr.enter).fill('Merci pour ce vol parfait');
    await frame.getByRole('button', { name: fr.analyse }).click();
    await frame.getByText(fr.sentiment(labelName(fr, 'positive'))).waitFor();
    await frame.getByLabel(fr.yes, { exact: true }).check();
    await frame.getByRole('button', { name: fr.send }).click();
    await frame.getByText(fr.sent).waitFor();
    assert.equal(await frame.getByRole('heading', { name: fr.key.title }).count(), 0);
    const said = (await window.page.evaluate('said')) as string[];
    assert.equal(said.filter((func) => func === 'authentication.getAuthToken').length, 1);
    const [cookie, ...others] = await window.page.context().cookies();
    assert.deepEqual(others, []);
    assert.match(cookie!.name, /^__Host-/);
    assert.deepEqual([cookie!.httpOnly, cookie!.secure, cookie!.sameSite], [true, true, 'None']);
    assert.equal(await frame.evaluate('document.cookie'), '');
    const [vote] = rowsOf(service, 'select voter from votes order by voted_at desc limit 1');
    assert.equal(vote?.voter, createPeopleHash(PEOPLE_KEY)('api', PERSON));
  });

  it('lets them review with the keyboard, under their own hash', async () => {
    const frame = await open('review', await entra.sign());
    const region = frame.getByRole('region', { name: fr.review.post(QUEUE[0]!.text) });
    await region.waitFor();
    await region.focus();
    await window.page.keyboard.press('n');
    await frame.getByRole('region', { name: fr.review.post(QUEUE[1]!.text) }).waitFor();
    await frame.getByRole('button', { name: fr.review.undoOne(QUEUE[0]!.text) }).waitFor();
    assert.deepEqual(await window.violations(frame), []);
    await window.picture('review in Teams');
    const reviewer = createPeopleHash(PEOPLE_KEY)('teams', PERSON);
    assert.deepEqual(rowsOf(service, 'select label, reviewer from reviews'), [
      { label: 'negative', reviewer },
    ]);
  });

  for (const [what, token] of [
    ['that is forged', () => entra.forge()],
    ['that Teams does not give', async () => undefined],
    ['that Teams never says anything about', async () => null],
  ] as const)
    it(`asks for a key in place of a token ${what}`, async () => {
      const frame = await open('review', await token());
      await frame.getByRole('heading', { name: fr.key.title }).waitFor();
      assert.equal(await frame.getByText(QUEUE[1]!.text).count(), 0);
    });
});
