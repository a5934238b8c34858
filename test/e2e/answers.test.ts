// A complaint on its way to an answer: it arrives in Teams, is taken on its card, answered on the page, and counted; in French and
// in English. The real service and model, the Agents Playground and the page in a real browser.
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import type { Bilingual } from '../../src/locale/bilingual.ts';
import { en, fr, type PageTexts } from '../../src/web/texts/page-texts.ts';
import { postInChannel } from './channel-post.ts';
import { openWindow, type PageWindow } from './page-window.ts';
import type { Playground } from './playground.ts';
import { rowsOf, type Service } from './service.ts';
import type { TeamsWindow } from './teams-window.ts';
import { startTeamsWithService, type TeamsWithService } from './teams-with-service.ts';

const COMPLAINT: Bilingual<string> = {
  fr: 'Bagages perdus hier à Orly et personne au téléphone : qui va me répondre ?',
  en: 'You lost my suitcase yesterday and nobody answers the phone. Who can help me?',
};
const PRAISE = 'Quel équipage formidable, un vol de rêve, merci !';
const CARD: Bilingual<Record<'open' | 'take' | 'taken' | 'answered' | 'reopen', string>> = {
  fr: {
    open: '📥 Réponse attendue',
    take: '🙋 Je m’en occupe',
    taken: '🙋 Pris en charge',
    answered: '✅ Répondu',
    reopen: '📥 Rouvrir',
  },
  en: {
    open: '📥 Needs an answer',
    take: '🙋 I’ll take it',
    taken: '🙋 Taken',
    answered: '✅ Answered',
    reopen: '📥 Reopen',
  },
};
const YOURS = '🙋 (Vous vous en occupez|You’ve taken this)';

describe('A complaint', function () {
  this.timeout(120_000);

  let started: TeamsWithService | undefined;
  let service: Service;
  let playground: Playground;
  let browser: Browser;
  let teams: TeamsWindow;
  let window: PageWindow | undefined;

  before(async () => {
    started = await startTeamsWithService();
    ({ service, playground, browser, teams } = started);
    await teams.open('Avis voyageurs');
  });
  after(() => started?.stop());
  afterEach(async () => {
    await window?.close();
    window = undefined;
  });

  const cardUnder = (text: string) => teams.thread(text).locator('.ac-adaptiveCard');
  /** The Playground shows the card in the language of everybody, or of whoever pressed. */
  const either = (words: keyof (typeof CARD)['fr']) => `${CARD.fr[words]}|${CARD.en[words]}`;
  const pressOnCard = (words: keyof (typeof CARD)['fr']) =>
    cardUnder(COMPLAINT.fr)
      .getByRole('button', { name: new RegExp(either(words)) })
      .click();
  const statusOf = (text: string) =>
    rowsOf(service, 'select id, status from predictions where text = ?', text).map(({ status }) => status);
  const idOf = (text: string) =>
    String(rowsOf(service, 'select id from predictions where text = ?', text)[0]!.id);
  async function openPage(hash: string, locale: string): Promise<Page> {
    window = await openWindow(browser, { locale });
    await window.page.goto(`${service.url}/${hash}`);
    await window.page.getByRole('heading', { level: 1 }).waitFor();
    return window.page;
  }

  const inLanguages: readonly (readonly ['fr' | 'en', string, PageTexts])[] = [
    ['fr', 'fr-FR', fr],
    ['en', 'en-GB', en],
  ];
  for (const [language, locale, texts] of inLanguages) {
    const complaint = COMPLAINT[language];
    const card = CARD[language];

    it(`says on its card that it needs an answer, and is taken with one press (${language})`, async () => {
      await postInChannel({ teams, playground }, complaint, locale);
      await cardUnder(complaint).getByText(card.open).waitFor();
      await teams.closeUp(`answer-open-${language}`, complaint);
      await cardUnder(complaint).getByRole('button', { name: card.take }).click();
      // The Playground shows whichever comes last: everybody's card, or that of whoever pressed, in their own language.
      await cardUnder(complaint)
        .getByText(new RegExp(`^(${card.taken} · |${YOURS})`))
        .waitFor();
      await teams.closeUp(`answer-taken-${language}`, complaint);
      assert.deepEqual(statusOf(complaint), ['taken']);
    });

    it(`is answered on the page by a key, and its card says so (${language})`, async () => {
      const page = await openPage('#posts?status=taken', locale);
      const row = page.getByRole('listitem').filter({ hasText: complaint });
      await row.getByText(texts.answer.status.taken).waitFor();
      await window!.picture(`answers-list-${language}`);
      await row.getByRole('link', { name: complaint }).focus();
      await page.keyboard.press('r');
      await row.getByRole('button', { name: texts.answer.reopen }).waitFor();
      assert.deepEqual(await window!.violations(), []);
      assert.deepEqual(window!.faults, []);
      await cardUnder(complaint).getByRole('button', { name: card.reopen }).waitFor();
      assert.deepEqual(statusOf(complaint), ['answered']);
    });

    it(`is counted on the dashboard (${language})`, async () => {
      const page = await openPage('#dashboard', locale);
      await page.getByRole('heading', { name: texts.answer.waiting }).waitFor();
      await page.getByRole('columnheader', { name: texts.answer.column.toEnd }).first().waitFor();
      await window!.picture(`answers-dashboard-${language}`);
      assert.deepEqual(await window!.violations(), []);
    });
  }

  it('is told of to whoever changes what somebody else has changed meanwhile, and shown as it is', async () => {
    const page = await openPage(`#post/${idOf(COMPLAINT.fr)}`, 'fr-FR');
    await page.getByRole('button', { name: fr.answer.reopen }).waitFor();
    for (const words of ['reopen', 'take'] as const) await pressOnCard(words);
    await cardUnder(COMPLAINT.fr)
      .getByText(new RegExp(`^((${either('taken')}) · |${YOURS})`))
      .waitFor();
    await page.keyboard.press('o');
    await page.getByText(fr.answer.changed).waitFor();
    await page.getByText(fr.answer.status.taken).first().waitFor();
    await window!.picture('answer-conflict');
    assert.deepEqual(statusOf(COMPLAINT.fr), ['taken']);
  });

  it('says to whoever changed it in another window that they did, and not that somebody was faster', async () => {
    const id = idOf(COMPLAINT.fr);
    const page = await openPage(`#post/${id}`, 'fr-FR');
    await page.getByRole('button', { name: fr.answer.take }).click();
    await page.getByText(fr.answer.yours.taken).first().waitFor();
    const headers = { 'content-type': 'application/json', 'if-match': '*' };
    const body = JSON.stringify({ status: 'no_answer' });
    await fetch(`${service.url}/posts/${id}/status`, { method: 'PATCH', headers, body });
    await page.keyboard.press('r');
    await page.getByText(fr.answer.behind).waitFor();
    assert.equal(await page.getByText(fr.answer.changed).count(), 0);
    await page.getByText(fr.answer.status.no_answer).first().waitFor();
    assert.deepEqual(await window!.violations(), []);
    await window!.picture('answer-behind');
    assert.deepEqual(statusOf(COMPLAINT.fr), ['no_answer']);
  });

  it('says that the page was behind where the post waits again for anybody: nobody was faster', async () => {
    const page = await openPage(`#post/${idOf(COMPLAINT.fr)}`, 'fr-FR');
    await page.getByRole('button', { name: fr.answer.reopen }).click();
    await page.getByRole('button', { name: fr.answer.take }).click();
    await page.getByText(fr.answer.yours.taken).first().waitFor();
    await cardUnder(COMPLAINT.fr)
      .getByText(new RegExp(`^(${either('taken')})`))
      .waitFor();
    await pressOnCard('answered');
    await pressOnCard('reopen');
    await cardUnder(COMPLAINT.fr)
      .getByText(new RegExp(either('open')))
      .waitFor();
    await page.keyboard.press('r');
    await page.getByText(fr.answer.outdated).waitFor();
    assert.equal(await page.getByText(fr.answer.changed).count(), 0);
    assert.deepEqual(await window!.violations(), []);
    await window!.picture('answer-outdated');
    await page.keyboard.press('t');
    await page.getByText(fr.answer.yours.taken).first().waitFor();
    assert.equal(await page.getByText(fr.answer.outdated).count(), 0);
  });

  it('fits a phone, in the dark and in high contrast', async () => {
    await fetch(`${service.url}/posts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: COMPLAINT.fr, url: 'https://m.example/1', network: 'mastodon' }),
    });
    for (const [name, options] of [
      ['phone', { viewport: { width: 320, height: 640 } }],
      ['dark', { colorScheme: 'dark' }],
      ['contrast', { forcedColors: 'active' }],
    ] as const) {
      window = await openWindow(browser, options);
      await window.page.goto(`${service.url}/#posts?status=open`);
      await window.page.getByRole('button', { name: fr.answer.take }).waitFor();
      assert.equal(await window.overflow(), 0);
      assert.deepEqual(await window.violations(), []);
      await window.picture(`answers-${name}`);
      await window.close();
    }
    window = undefined;
  });

  it('is none for a post that praises: its card offers nothing to take', async () => {
    await postInChannel({ teams, playground }, PRAISE, 'fr-FR');
    await cardUnder(PRAISE).getByRole('button', { name: '👍' }).waitFor();
    assert.equal(await cardUnder(PRAISE).getByText(CARD.fr.open).count(), 0);
    assert.deepEqual(statusOf(PRAISE), [null]);
  });
});
