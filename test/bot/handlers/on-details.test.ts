import assert from 'node:assert/strict';
import { MOST_A_MINUTE } from '../../../src/bot/handlers/bounded-why.ts';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import { channelPost, execute, type Sent } from '../../fixtures/activities.ts';
import type { CardJson, CardObject } from '../cards/elements.ts';
import { type Door, openAnsweredPost, openDoor } from '../door.ts';

describe('“Why?” on a verdict card', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;

  async function open(text?: string): Promise<void> {
    if (!text) {
      ({ door, post, reply, predictionId } = await openAnsweredPost());
      return;
    }
    door = await openDoor();
    post = channelPost(text);
    await door.deliver(post);
    [reply] = door.connector.ids as [string];
    [predictionId] = [...door.store.predictions.keys()] as [string];
  }
  afterEach(() => door.close());

  const ask = async (data: object = {}, changes = {}) =>
    (await door.deliver(execute(post, reply, { verb: 'why', data: { predictionId, ...data } }, changes)))
      .body;

  it('is one press away on the card in the channel', async () => {
    await open();
    const button = door.connector.lastCard().actions!.find(({ verb }) => verb === 'why') as CardObject;
    assert.equal(button.type, 'Action.Execute');
    assert.equal(button.fallback, 'drop', 'where there is no answer to a press there is no button');
    const { body } = await door.deliver(execute(post, reply, { verb: 'why', data: button.data }));
    assert.equal(body.type, 'application/vnd.microsoft.card.adaptive');
  });

  it('is answered with the words that weighed, the scores, the model, and that an AI judged', async () => {
    await open('équipage correct mais valise perdue');
    const card = JSON.stringify((await ask()).value as CardJson);
    assert.match(card, /Pourquoi ce verdict\s\?/);
    assert.match(card, /«\sperdue\s»/);
    assert.doesNotMatch(card, /«\séquipage\s»/);
    assert.match(card, /appuie ce verdict/);
    assert.match(
      card,
      /Négatif 93\s% · Neutre 0\s% · Positif 7\s%.+Verdict d’une IA, qui peut se tromper · français · modèle a1b2c3d4e5f6/,
    );
    assert.match(card, /👍 Juste.*👎 Faux/, 'the vote is still there');
    assert.doesNotMatch(card, /"why"/, 'it does not ask again');
  });

  it('is answered in the language of who asks, and leaves the card of everybody else as it is', async () => {
    await open('valise perdue');
    const card = JSON.stringify((await ask({ card: 'fr' }, { locale: 'en-US' })).value);
    assert.match(card, /Negative 93% · Neutral 0% · Positive 7%/);
    assert.match(card, /"card":"fr"/, 'a vote from here keeps the shared card French');
    assert.equal(door.connector.by('PUT').length, 0);
  });

  it('says when no word decides alone', async () => {
    await open();
    assert.match(JSON.stringify((await ask()).value), /Aucun mot n’est décisif/);
  });

  it('says when the text is not kept, and weighs nothing', async () => {
    await open();
    await door.store.forgetTexts();
    const judged = door.judged.length;
    assert.match(JSON.stringify((await ask()).value), /Le texte de ce post n’est pas conservé/);
    assert.equal(door.judged.length, judged);
  });

  it('says when another model is in service since', async () => {
    await open();
    const prediction = door.store.predictions.get(predictionId)!;
    door.store.predictions.set(predictionId, { ...prediction, model: '000000000000' });
    assert.match(JSON.stringify((await ask()).value), /Le modèle a changé depuis ce verdict/);
  });

  it('says when too many posts wait', async () => {
    await open();
    door.classify = async () => {
      throw new ClassifierBusyError();
    };
    assert.match(JSON.stringify((await ask()).value), /Trop de posts sont en attente/);
  });

  it('pressed too often in a minute is refused before anything is looked up or judged, for that person alone', async () => {
    await open('valise perdue');
    for (let press = 0; press < MOST_A_MINUTE; press += 1) assert.equal((await ask()).statusCode, 200);
    const judged = door.judged.length;
    const refused = await ask({ predictionId: crypto.randomUUID() });
    assert.equal(refused.statusCode, 429);
    assert.equal(refused.value.code, 'TooOften');
    assert.equal(door.judged.length, judged);
    const other = { id: '29:1lou', name: 'Lou', aadObjectId: crypto.randomUUID() };
    assert.equal((await ask({}, { from: other })).statusCode, 200);
  });

  it('about a verdict of another conversation, or of none, is refused', async () => {
    await open();
    const elsewhere = { conversation: { id: '19:other@thread.v2', conversationType: 'groupChat' } };
    for (const body of [await ask({}, elsewhere), await ask({ predictionId: crypto.randomUUID() })])
      assert.equal(body.value.code, 'NotFound');
    assert.equal((await ask({ predictionId: 'x' })).value.code, 'BadRequest');
  });
});
