// What a community manager asks the bot for in a channel, in both languages, in the Agents Playground with the real service: words
// that are no command, the settings, help, the reason of a vote, and a digest without posts. The Playground
// knows no dialogs (task/fetch, message/fetchTask) and no messages for one person: what it shows is what hosts without them show.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { digestMessage } from '../../src/bot/cards/digest.ts';
import { settingsTexts } from '../../src/bot/texts/settings.ts';
import { postInChannel } from './channel-post.ts';
import type { Playground } from './playground.ts';
import { rowsOf, type Service } from './service.ts';
import type { TeamsWindow } from './teams-window.ts';
import { startTeamsWithService, type TeamsWithService } from './teams-with-service.ts';

const UNHAPPY = 'Bagages perdus et personne au téléphone, une honte 😡';
const REASON = 'C’est de l’ironie';

const SAID = {
  fr: {
    locale: 'fr-FR',
    settings: 'réglages',
    unknown: 'statistiques',
    told: /Je ne connais pas «\sstatistiques\s»/u,
    stop: 'pause',
    help: 'aide',
    helped: 'Comment ça marche',
  },
  en: {
    locale: 'en-GB',
    settings: 'settings',
    unknown: 'statistics',
    told: /I don’t know “statistics”/,
    stop: 'stop',
    help: 'help',
    helped: 'How it works',
  },
} as const;

describe('What is asked of the bot in a Teams window', function () {
  this.timeout(180_000);

  let started: TeamsWithService | undefined;
  let service: Service;
  let playground: Playground;
  let teams: TeamsWindow;

  const cardWith = (text: string | RegExp): Locator =>
    teams.page.locator('.ac-adaptiveCard').filter({ hasText: text }).last();

  before(async () => {
    started = await startTeamsWithService();
    ({ service, playground, teams } = started);
    await teams.open('Avis voyageurs');
  });
  after(() => started?.stop());

  for (const [language, said] of Object.entries(SAID) as ['fr' | 'en', (typeof SAID)['fr' | 'en']][]) {
    const words = settingsTexts[language];
    const call = (text: string) => postInChannel({ teams, playground }, text, said.locale, { mention: true });

    it(`words that are no command are not judged, and commands are offered as buttons: ${language}`, async () => {
      await call(said.unknown);
      const card = cardWith(said.told);
      await card.waitFor();
      assert.ok((await card.getByRole('button').count()) > 0);
      await card.scrollIntoViewIfNeeded();
      await teams.picture(`unknown-${language}`);
      assert.equal(rowsOf(service, 'select id from predictions where text = ?', said.unknown).length, 0);
    });

    it(`who wants it to stop is asked when it shall answer: ${language}`, async () => {
      await call(said.stop);
      const card = cardWith(words.modes.silent);
      await card.waitFor();
      await card.scrollIntoViewIfNeeded();
      await teams.picture(`stop-${language}`);
    });

    it(`help stands in the thread where nobody can be answered alone: ${language}`, async () => {
      await call(said.help);
      const card = cardWith(said.helped);
      await card.waitFor();
      await card.scrollIntoViewIfNeeded();
      await teams.picture(`help-${language}`);
    });

    it(`the settings ask for three things, and lead to the rest: ${language}`, async () => {
      await call(said.settings);
      const form = cardWith(words.mode);
      await form.waitFor();
      assert.equal(await form.getByRole('combobox').count(), 3);
      await form.getByRole('button', { name: words.more }).waitFor();
      await form.scrollIntoViewIfNeeded();
      await teams.picture(`settings-${language}`);
    });

    it(`a digest without posts is text that the client formats: ${language}`, async () => {
      const slot = { since: Date.UTC(2026, 5, 9, 7), until: Date.UTC(2026, 5, 10, 7) };
      const weekBefore = {
        predictions: 0,
        negative: 0,
        neutral: 0,
        positive: 0,
        uncertain: 0,
        up: 0,
        down: 0,
      };
      const message = digestMessage(
        language,
        'Europe/Paris',
        {
          every: 'day',
          slot: { ...slot, weekBefore: slot },
          counts: { ...weekBefore, predictions: 12, positive: 12, up: 2 },
          weekBefore,
          learnt: { votes: 2, corrections: 0, rules: 0 },
          topics: [],
        },
        [],
      );
      const { conversation, serviceUrl } = await playground.template(
        (await teams.write(`digest ${language}`)).conversationId,
      );
      const response = await fetch(
        `${String(serviceUrl).replace(/\/$/, '')}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...message, conversation }),
        },
      );
      assert.ok(response.ok, await response.text());
      const title = teams.page.locator('strong').filter({
        hasText: language === 'fr' ? 'Bilan du jour' : 'Daily digest',
      });
      await title.first().waitFor();
      await title.first().scrollIntoViewIfNeeded();
      await teams.picture(`digest-text-${language}`);
    });
  }

  it('the reason that is typed with a dislike is kept with the vote', async () => {
    await postInChannel({ teams, playground }, UNHAPPY, 'fr-FR');
    const card = teams.thread(UNHAPPY).locator('.ac-adaptiveCard');
    await card.waitFor();
    const [{ conversation, reply } = {}] = rowsOf(service, 'select conversation, reply from replies');
    // The thumb of the Playground does not say which reply it stands under, as that of Teams does.
    await playground.sendCustomActivity({
      ...(await playground.template(String(conversation))),
      type: 'invoke',
      name: 'message/submitAction',
      replyToId: reply,
      value: {
        actionName: 'feedback',
        actionValue: { reaction: 'dislike', feedback: JSON.stringify({ feedbackText: REASON }) },
      },
    });
    await card.getByText(/👎 1 /).waitFor();
    await teams.picture('reason');
    assert.deepEqual(rowsOf(service, 'select correct, reason from votes'), [{ correct: 0, reason: REASON }]);
  });
});
