// The page as a tab: inside a page that plays Teams at its address, and inside one that does not answer at all.
import assert from 'node:assert/strict';
import type { Browser, Frame } from 'playwright-core';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { labelName } from '../../src/web/verdict.ts';
import { launchChromium } from './chromium.ts';
import { openWindow, type PageWindow, visit } from './page-window.ts';
import { removeData, type Service, startService } from './service.ts';
import { openInside as openFrame, silent, TEAMS, teams } from './teams-tab.ts';

describe('The page as a tab', function () {
  this.timeout(60_000);

  let service: Service;
  let browser: Browser;
  let window: PageWindow;

  before(async () => {
    [service, browser] = await Promise.all([startService(), launchChromium()]);
  });
  after(async () => {
    await browser?.close();
    await service?.stop();
    if (service) await removeData(service);
  });
  afterEach(() => window.close());

  /** @returns the frame of the page inside a page at `origin` that holds `html`. */
  async function openInside(origin: string, html: string): Promise<Frame> {
    window = await openWindow(browser, { permissions: ['local-network-access'] });
    return openFrame(window, origin, html);
  }

  const background = (frame: Frame) =>
    frame.locator('.fui-FluentProvider').evaluate((element) => getComputedStyle(element).backgroundColor);

  it('takes language and colours from Teams, and follows when the colours change', async () => {
    const frame = await openInside(TEAMS, teams(service.url, { locale: 'en-us', theme: 'dark' }));
    await frame.getByText(en.subtitles.analyse).waitFor();
    const dark = await background(frame);
    await window.page.evaluate("changeTheme('default')");
    await frame.waitForFunction(
      (before) => getComputedStyle(document.querySelector('.fui-FluentProvider')!).backgroundColor !== before,
      dark,
    );
    await window.page.evaluate("changeTheme('contrast')");
    await frame.waitForFunction(
      () =>
        getComputedStyle(document.querySelector('.fui-FluentProvider')!).backgroundColor === 'rgb(0, 0, 0)',
    );
    await frame.getByLabel(en.enter).fill('The crew was lovely, but two hours late and a suitcase lost');
    await window.page.keyboard.press('Control+Enter');
    await frame.getByText(en.weighed).or(frame.getByText(en.evenly)).waitFor();
    assert.deepEqual(await window.violations(frame), []);
    await window.picture('page in Teams, high contrast');
  });

  it('carries a post to a vote, tells Teams that it is there, and breaks no rule of its policy', async () => {
    const frame = await openInside(TEAMS, teams(service.url, { locale: 'fr-fr', theme: 'default' }));
    await frame.getByLabel(fr.enter).fill('Merci pour ce vol parfait');
    await frame.getByRole('button', { name: fr.analyse }).click();
    await frame.getByText(fr.sentiment(labelName(fr, 'positive'))).waitFor();
    await frame.getByLabel(fr.yes, { exact: true }).check();
    await frame.getByRole('button', { name: fr.send }).click();
    await frame.getByText(fr.sent).waitFor();
    await window.picture('page in Teams');
    const said = (await window.page.evaluate('said')) as string[];
    assert.ok(said.includes('appInitialization.success'), String(said));
    assert.deepEqual(window.faults, []);
  });

  it('asks what a new tab should show, and lets Teams save it', async () => {
    const context = { locale: 'fr-fr', theme: 'default' };
    const frame = await openInside(
      TEAMS,
      teams(`${service.url}/?view=configure`, context, { frame: 'settings' }),
    );
    await frame.getByLabel(fr.views.dashboard).and(frame.locator(':checked')).waitFor();
    await frame.getByLabel(fr.views.analyse).check();
    assert.deepEqual(await window.violations(frame), []);
    await window.picture('page in Teams, a new tab');
    const saved = async () => (await window.page.evaluate('saved')) as object[];
    await window.page.evaluate('save()');
    await window.page.waitForFunction("said.includes('settings.save.success')");
    assert.deepEqual(await saved(), [
      {
        entityId: 'analyse',
        contentUrl: `${service.url}/#analyse`,
        websiteUrl: `${service.url}/#analyse`,
        suggestedDisplayName: `Air Paradis · ${fr.views.analyse}`,
      },
    ]);
    const said = (await window.page.evaluate('said')) as string[];
    assert.ok(said.includes('settings.setValidityState'), String(said));
    assert.deepEqual(window.faults, []);
  });

  it('is the page itself at that address outside of Teams', async () => {
    window = await visit(browser, `${service.url}/?view=configure`);
    await window.page.getByLabel(fr.enter).waitFor();
  });

  it('is a browser page where the host never answers', async () => {
    const frame = await openInside(TEAMS, silent(service.url));
    await frame.getByText(fr.subtitles.analyse).waitFor();
    assert.deepEqual(window.faults, []);
  });

  it('cannot be framed by another site', async () => {
    const frame = await openInside('https://evil.example', silent(service.url));
    assert.equal(await frame.getByText(fr.subtitles.analyse).count(), 0);
    assert.match(window.faults.join(), /frame-ancestors/);
  });
});
