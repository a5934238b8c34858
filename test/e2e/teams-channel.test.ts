// The whole product as its users meet it: the real service, the real model, the Agents Playground, a real browser.
// Pictures of it are left in artifacts/; docs/verdict-card.png is one of them.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { deleted, edited, postInChannel } from './channel-post.ts';
import type { Playground, WireActivity } from './playground.ts';
import { logOf, rowsOf, type Service } from './service.ts';
import type { TeamsWindow } from './teams-window.ts';
import { startTeamsWithService, type TeamsWithService } from './teams-with-service.ts';

const FRENCH = 'Équipage adorable, départ à l’heure : merci Air Paradis 😊';
const ENGLISH = 'They lost my suitcase';
const MENTIONING = 'Quelle belle journée avec vous, merci';
const EDITED = 'Finalement une catastrophe : vol annulé, bagages perdus, personne au téléphone, honteux 😡';
const BOT = 'Air Paradis';
const HAPPY = 'Quel équipage formidable, un vol de rêve, merci !';
const UNHAPPY = 'Bagages perdus et personne au téléphone, une honte 😡';
const RULED = 'Merci pour ce merveilleux retard, équipage adorable 😊';
const PERSONAL = 'I love how kind the crew was, thank you!';

describe('In a Teams window, with the real service and model', function () {
  this.timeout(120_000);

  let started: TeamsWithService | undefined;
  let service: Service;
  let playground: Playground;
  let teams: TeamsWindow;
  let french: WireActivity;

  const cardUnder = (text: string): Locator => teams.thread(text).locator('.ac-adaptiveCard');
  const votes = (predictionId: unknown) =>
    rowsOf(service, 'select correct, correction from votes where prediction_id = ?', String(predictionId));
  const predictions = (text: string) =>
    rowsOf(service, 'select id, label, language, door, text from predictions where text = ?', text);

  before(async () => {
    started = await startTeamsWithService();
    ({ service, playground, teams } = started);
  });
  after(() => started?.stop());

  it('the bot introduces itself where it was installed, and says what it keeps', async () => {
    await teams.page.getByText('What I keep').waitFor();
    await teams.picture('1-welcome');
  });

  it('a French post that mentions nobody gets its verdict in the thread, in French', async () => {
    await teams.open('Avis voyageurs');
    await teams.page.getByText('What I keep').waitFor();
    french = await postInChannel({ teams, playground }, FRENCH, 'fr-FR');
    await cardUnder(FRENCH)
      .getByText(/^😊 Positif · \d+\s%$/)
      .waitFor();
    await teams.thread(FRENCH).getByText('AI generated').waitFor();
    await teams.picture('2-french-post');
    await teams.closeUp('verdict-card', FRENCH);

    assert.deepEqual(
      predictions(FRENCH).map(({ id, ...rest }) => rest),
      [{ label: 'positive', language: 'fr', door: 'teams', text: FRENCH }],
    );
  });

  it('an English post gets its verdict in English', async () => {
    await postInChannel({ teams, playground }, ENGLISH, 'en-GB');
    await cardUnder(ENGLISH)
      .getByText(/^😞 Negative · \d+%$/)
      .waitFor();
    await teams.picture('3-english-post');
  });

  it('says why when it is asked: the words that weighed most, the scores and the model', async () => {
    const card = cardUnder(ENGLISH);
    await card.getByRole('button', { name: /(Pourquoi|Why)/ }).click();
    await card.getByText(/(Pourquoi ce verdict|Why this verdict)/).waitFor();
    await card
      .getByText(/(appuie ce verdict|supports this verdict|le contredit|contradicts it)/)
      .first()
      .waitFor();
    await card.getByText(/(Négatif \d+\s%|Negative \d+%) · (Neutre|Neutral) /).waitFor();
    await card.getByText(/(modèle|model) [0-9a-f]{12}/).waitFor();
    await teams.picture('3-why');
    await teams.closeUp('why-card', ENGLISH);
    await card.getByRole('button', { name: '👍' }).waitFor();
  });

  it('a post that mentions the bot is judged without the mention', async () => {
    await teams.write(MENTIONING, 'Air Paradis');
    await cardUnder(MENTIONING).waitFor();
    assert.equal(predictions(MENTIONING).length, 1);
  });

  it('a post that is delivered again is neither answered nor kept twice', async () => {
    // Straight to the bot, as the Playground does not tell when the bot is done with a delivery.
    const again = await fetch(`${service.url}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(french),
    });
    assert.equal(again.status, 200);
    assert.equal(await cardUnder(FRENCH).count(), 1);
    assert.equal(predictions(FRENCH).length, 1);
  });

  it('after 👎 the card asks for the right label, keeps it, and stays answered', async () => {
    const [prediction] = predictions(FRENCH);
    const card = cardUnder(FRENCH);
    await card.getByRole('button', { name: '👎' }).click();
    await card.getByText(/👍 0 .+ · 👎 1 /).waitFor();
    await teams.picture('4-bad-vote');
    await card.getByRole('button', { name: /^(Neutre|Neutral)$/ }).click();
    // The Playground refreshes no card: of everybody's, in French, and the voter's, in English, the later one stays. Neither must ask again.
    await card.getByText(/👎 1 .+ · (dit Neutre|says Neutral)/).waitFor();
    assert.equal(await card.getByText(/(Vous avez voté 👎|Voted 👎)/).count(), 0);
    assert.equal(await card.getByRole('button', { name: /^(Négatif|Negative)$/ }).count(), 0);
    await teams.picture('5-correction');

    assert.deepEqual(votes(prediction?.id), [{ correct: 0, correction: 'neutral' }]);
    await service.says(/Mauvaise prédiction/);
    const traces = logOf(service).filter(({ msg }) => msg === 'Mauvaise prédiction'.normalize('NFC'));
    assert.deepEqual(
      traces.map(({ predictionId, label, language, door }) => ({ predictionId, label, language, door })),
      [{ predictionId: prediction?.id, label: 'positive', language: 'fr', door: 'teams' }],
    );
  });

  it('an edited post is judged again, and the same reply shows the new verdict', async () => {
    await playground.sendCustomActivity(edited(french, EDITED));
    await cardUnder(FRENCH)
      .getByText(/^😞 Négatif · \d+\s%$/)
      .waitFor();
    await teams.picture('6-edited-post');

    assert.equal(await cardUnder(FRENCH).count(), 1);
    assert.equal(predictions(EDITED).length, 1);
  });

  it('a deleted post leaves none of its texts in the store', async () => {
    await playground.sendCustomActivity(deleted(french));
    // The Playground cannot delete the reply, and says so once the bot asks: by then the texts must be gone.
    await teams.expectFault(/API to delete activity is not implemented/);
    assert.deepEqual([...predictions(FRENCH), ...predictions(EDITED)], []);
  });

  it('a message in a personal chat is answered, and so is a call for help', async () => {
    await teams.open('Personal Chat');
    await teams.write(PERSONAL);
    await teams.page.getByText(/^😊 Positive · \d+%$/).waitFor();
    await teams.write('help');
    await teams.page.getByText('How it works').waitFor();
    await teams.picture('7-personal-chat');
  });

  it('a mention in a group chat is answered there', async () => {
    await teams.open('Cellule de crise');
    await teams.write('Trois vols annulés sans un mot, les clients sont furieux', 'Air Paradis');
    await teams.page.getByText(/^😞 Negative · \d+%$/).waitFor();
    await teams.picture('8-group-chat');
  });

  it('an owner lets the bot answer negative posts only, by the form in the channel, and that holds', async () => {
    await teams.open('Avis voyageurs');
    await teams.write('settings', BOT);
    await teams.page.getByRole('combobox', { name: 'When to reply', exact: true }).click();
    await teams.page.getByRole('option', { name: 'to negative or uncertain posts' }).click();
    await teams.page.getByRole('button', { name: 'Save' }).click();
    await teams.page.getByText('✅ Settings saved').waitFor();
    await teams.picture('10-settings');
    const [saved] = rowsOf(service, 'select settings from channel_settings');
    assert.equal(JSON.parse(String(saved?.settings)).mode, 'negative-or-uncertain');

    await postInChannel({ teams, playground }, HAPPY, 'fr-FR');
    await postInChannel({ teams, playground }, UNHAPPY, 'fr-FR');
    await cardUnder(UNHAPPY).waitFor();
    assert.equal(predictions(HAPPY).length, 1);
    assert.equal(await cardUnder(HAPPY).count(), 0);
  });

  it('a brand rule that an owner adds judges the next post, and is named on its card', async () => {
    await teams.write('rules', BOT);
    await teams.page.getByRole('textbox', { name: 'Word or phrase' }).fill('retard');
    await teams.page.getByRole('button', { name: 'Add rule' }).click();
    await teams.page.getByText(/Would have changed|No stored posts/).waitFor();
    await teams.page.getByRole('button', { name: 'Save rule' }).click();
    await teams.page.getByText('📏 Rule added').waitFor();
    await postInChannel({ teams, playground }, RULED, 'fr-FR');
    await cardUnder(RULED)
      .getByText(/règle de la marque\s: «\sretard\s» = négatif/)
      .waitFor();
    await cardUnder(RULED)
      .getByText(/^😞 Négatif · \d+\s%$/)
      .waitFor();
    await teams.picture('11-brand-rule');
  });

  it('the status tells the mode and the counts of the day', async () => {
    await teams.write('status', BOT);
    const card = teams.page.locator('.ac-adaptiveCard').filter({ hasText: 'Bot status' });
    await card.getByText('to negative or uncertain posts').waitFor();
    await teams.picture('12-status');
  });

  it('the summary tells the day, draws its verdicts as a chart, and lists the worst posts with links', async () => {
    await teams.write('summary', BOT);
    const card = teams.page.locator('.ac-adaptiveCard').filter({ hasText: 'Summary of the last 24 hours' });
    await card.getByText('Most negative posts').waitFor();
    await card.getByLabel('Breakdown of verdicts, Donut chart').waitFor();
    await card.getByLabel(/^Negative · \d+%, \d out of \d/).waitFor();
    await card.getByText(UNHAPPY).waitFor();
    const link = card.getByRole('link', { name: 'Open post' }).first();
    assert.match(
      String(await link.getAttribute('href')),
      /^https:\/\/teams\.microsoft\.com\/l\/message\/19%3A.+groupId=/,
    );
    await card.scrollIntoViewIfNeeded();
    await teams.picture('12-summary');
  });

  it('a dislike with the thumb that Teams itself shows counts as 👎', async () => {
    await teams.open('Personal Chat');
    const [{ id } = {}] = predictions(PERSONAL);
    const [{ conversation, reply } = {}] = rowsOf(
      service,
      'select conversation, reply from replies where prediction_id = ?',
      String(id),
    );
    // The Playground has the thumb, but does not say which reply it stands under, as Teams does.
    await playground.sendCustomActivity({
      ...(await playground.template(String(conversation))),
      type: 'invoke',
      name: 'message/submitAction',
      replyToId: reply,
      value: {
        actionName: 'feedback',
        actionValue: { reaction: 'dislike', feedback: '{"feedbackText":""}' },
      },
    });
    await teams.page.getByText(/👍 0 .+ · 👎 1 /).waitFor();
    await teams.picture('13-dislike');

    assert.deepEqual(votes(id), [{ correct: 0, correction: null }]);
  });

  it('neither the page nor the Playground found fault with the bot', () => {
    assert.deepEqual(teams.faults, []);
  });

  it('nothing that people wrote, and no name, is in the log', () => {
    for (const secret of [FRENCH, ENGLISH, EDITED, HAPPY, UNHAPPY, RULED, 'Camille', 'camille'])
      assert.ok(!service.output().includes(secret), `the log holds: ${secret}`);
  });

  it('the service leaves with exit code 0 when it is asked to end', async () => {
    assert.equal(await service.stop(), 0);
    assert.deepEqual(
      logOf(service).filter(({ level }) => level === 'error'),
      [],
    );
  });
});
