import assert from 'node:assert/strict';
import { lineCard } from '../../src/bot/cards/verdict/line.ts';
import { MOST_RULES } from '../../src/channel/rules/brand-rules.ts';
import { scoresFor } from '../feedback/verdicts.ts';
import {
  channelMention,
  channelPost,
  execute,
  personalPost,
  SAM,
  type Sent,
  ZOE,
} from '../fixtures/activities.ts';
import { elementsOf } from './cards/elements.ts';
import { type Door, openDoor } from './door.ts';

const CHANNEL = '19:channel@thread.tacv2';

describe('Brand rules, in Teams', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor({ environment: { CHANNEL_OWNERS: ZOE.aadObjectId } });
  });
  afterEach(() => door.close());

  const press = (on: Sent, verb: string, data: object, changes = {}, reply = 'a-card') =>
    door.deliver(execute(on, reply, { verb, data }, changes));
  const post = async (text: string) => {
    const sent = channelPost(text);
    await door.deliver(sent);
    return sent;
  };
  const summary = () => door.connector.by('POST').at(-1)?.body.summary;

  it('show on the card what they did, and what the model says by itself', async () => {
    await door.rulebook.save({ phrase: 'retard', label: 'negative', channel: null });
    await post('Super, encore du retard');
    assert.equal(summary(), '😞 Négatif · 71\u00a0% · règle de la marque\u00a0: «\u00a0retard\u00a0»');
    const card = JSON.stringify(door.connector.lastCard());
    assert.match(card, /📏 règle de la marque\s: «\sretard\s» = négatif/);
    assert.match(card, /Sans règle, le modèle dit\s: 😊 Positif · 93\u00a0%/);
    const [prediction] = door.store.predictions.values();
    assert.deepEqual(prediction?.brand?.own, {
      label: 'positive',
      scores: scoresFor('positive', 0.93),
      probability: 0.93,
      certain: true,
    });
  });

  it('that leave a word out are named too', async () => {
    await door.rulebook.save({ phrase: 'Paradis', label: 'neutral', channel: CHANNEL });
    await door.deliver(channelPost('Paradis perdu', { locale: 'en-GB' }));
    assert.equal(summary(), '😞 Negative · 93% · brand rule: “Paradis”');
    assert.match(JSON.stringify(door.connector.lastCard()), /brand rule: “Paradis” = neutral/);
    assert.deepEqual(door.judged, ['Paradis perdu', '  perdu']);
  });

  it('are offered to whoever corrects a verdict, and judge the next post', async () => {
    const sent = await post('Du retard, merci');
    const [predictionId] = door.store.predictions.keys();
    const reply = door.connector.ids.at(-1)!;
    await press(sent, 'vote', { predictionId, correct: false }, {}, reply);
    const corrected = await press(sent, 'correct', { predictionId, label: 'negative' }, {}, reply);
    assert.match(JSON.stringify(corrected.body.value), /En faire une règle/);
    const updates = door.connector.by('PUT').length;
    const rule = { predictionId, label: 'negative', phrase: 'Retard' };
    const tried = await press(sent, 'rule', rule, {}, reply);
    assert.match(JSON.stringify(tried.body.value), /Nouvelle règle.+«\sRetard\s» = négatif.+Enregistrer/);
    assert.deepEqual(await door.rulebook.inForce(CHANNEL), [], 'nothing is saved yet');
    const { body } = await press(sent, 'rule', { ...rule, confirmed: true }, {}, reply);
    assert.match(JSON.stringify(body.value), /Règle ajoutée.+«\sRetard\s» = négatif/);
    assert.equal(door.connector.by('PUT').length, updates, 'the verdict’s card stays');
    await post('encore un retard');
    assert.equal(summary(), '😞 Négatif · 71\u00a0% · règle de la marque\u00a0: «\u00a0Retard\u00a0»');
  });

  it('show which of the last posts they would have changed before they are saved', async () => {
    for (const text of ['Super, du retard', 'Sans retard, merci', 'retard, late', 'Vol parfait'])
      await post(text);
    const call = channelMention('{bot} règles');
    const { body } = await press(call, 'rule', { phrase: 'retard', label: 'negative' });
    const card = JSON.stringify(body.value);
    assert.match(card, /Aurait changé 1 des 4 derniers posts\s:/);
    assert.match(card, /😊 Positif · 93\s% → 😞 Négatif · 71\s%.+Super, du retard/);
    assert.doesNotMatch(card, /Sans retard/);
    const none = await press(call, 'rule', { phrase: 'grève', label: 'negative' });
    assert.match(JSON.stringify(none.body.value), /N’aurait changé aucun des 4 derniers posts\./);
    assert.deepEqual(await door.rulebook.inForce(CHANNEL), []);
  });

  it('are tried on posts of their own channel only', async () => {
    await door.deliver(personalPost('retard'));
    const { body } = await press(channelMention('{bot} rules'), 'rule', {
      phrase: 'retard',
      label: 'negative',
    });
    assert.match(JSON.stringify(body.value), /No stored posts here|Aucun post conservé ici/);
  });

  it('stand on cards in text runs, in which no Markdown is read', async () => {
    const phrase = '**gras** https://evil.example';
    const call = channelMention('{bot} règles');
    await door.rulebook.save({ phrase, label: 'negative', channel: CHANNEL });
    await post(`Encore ${phrase}`);
    const verdictCard = door.connector.lastCard();
    await door.deliver(call);
    const listed = door.connector.lastCard();
    const tried = (await press(call, 'rule', { phrase, label: 'positive' })).body.value;
    const saved = (await press(call, 'rule', { phrase, label: 'positive', confirmed: true })).body.value;
    const line = lineCard({
      prediction: [...door.store.predictions.values()][0]!,
      tally: { up: 0, down: 0 },
      language: 'fr',
    });
    for (const card of [verdictCard, listed, tried, saved, line]) {
      const holders = elementsOf(card).filter(({ text }) => String(text ?? '').includes('gras'));
      assert.ok(holders.length > 0);
      for (const { type } of holders) assert.equal(type, 'TextRun');
    }
  });

  it('are not made of words that are not in the post, nor of none', async () => {
    const sent = await post('Du retard, merci');
    const [predictionId] = door.store.predictions.keys();
    const made = async (phrase: unknown, on = sent) =>
      (await press(on, 'rule', { predictionId, label: 'negative', phrase })).body.value.code;
    assert.equal(await made('bagage'), 'NotInPost');
    assert.equal(await made('  '), 'BadRule');
    assert.equal(await made(undefined), 'BadRule');
    assert.equal(await made('retard', personalPost()), 'NotFound');
    assert.deepEqual(await door.rulebook.inForce(CHANNEL), []);
  });

  it('are refused beyond the most that a channel may have, and say what to do', async () => {
    for (let n = 1; n <= MOST_RULES; n += 1)
      await door.rulebook.save({ phrase: `mot ${n}`, label: 'neutral', channel: CHANNEL });
    const { body } = await press(channelMention('{bot} règles'), 'rule', {
      phrase: 'grève',
      label: 'negative',
      confirmed: true,
    });
    assert.equal(body.value.code, 'TooManyRules');
    assert.match(body.value.message, /200 règles, le maximum\. Supprimez-en une/);
    assert.equal((await door.rulebook.inForce(CHANNEL)).length, MOST_RULES);
  });

  it('name three in the verdict that they made, and count the others', async () => {
    const words = ['soute', 'porte', 'siège', 'bagage', 'retard'];
    for (const phrase of words) await door.rulebook.save({ phrase, label: 'negative', channel: CHANNEL });
    await post(words.join(' '));
    const shown = JSON.stringify(door.connector.lastCard());
    assert.match(shown, /«\ssoute\s», «\sporte\s», «\ssiège\s» et 2 autres/);
    assert.doesNotMatch(shown, /«\sbagage\s»/);
  });

  it('are listed, added and removed by an owner; one press takes either back', async () => {
    await door.rulebook.save({ phrase: 'Paradis', label: 'neutral', channel: null });
    const call = channelMention('{bot} règles');
    await door.deliver(call);
    const list = JSON.stringify(door.connector.lastCard());
    assert.match(list, /«\sParadis\s» = neutre \(ignoré\) · tous les canaux/);
    assert.doesNotMatch(list, /Supprimer/);
    const added = await press(call, 'rule', { phrase: 'à l’heure', label: 'positive', confirmed: true });
    assert.match(JSON.stringify(added.body.value), /«\sà l’heure\s» = positif.+Supprimer/);
    assert.equal((await door.rulebook.inForce(CHANNEL)).length, 2);
    const shown = await press(call, 'rules', {});
    assert.match(JSON.stringify(shown.body.value), /Supprimer/);
    const removed = await press(call, 'remove-rule', { phrase: 'a l heure' });
    assert.match(JSON.stringify(removed.body.value), /Règle supprimée.+«\sà l’heure\s» = positif.+Rétablir/);
    assert.equal((await door.rulebook.inForce(CHANNEL)).length, 1);
    const again = await press(call, 'remove-rule', { phrase: 'a l heure' });
    assert.match(JSON.stringify(again.body.value), /Règles de la marque/);
  });

  it('are not changed by anybody else', async () => {
    const call = channelMention('{bot} rules');
    for (const verb of ['rule', 'remove-rule']) {
      const { body } = await press(call, verb, { phrase: 'retard', label: 'negative' }, { from: SAM });
      assert.equal(body.value.code, 'NotOwner');
    }
    assert.deepEqual(await door.rulebook.inForce(CHANNEL), []);
  });

  it('made in a channel hold nowhere else', async () => {
    await press(channelMention('{bot} rules'), 'rule', {
      phrase: 'retard',
      label: 'negative',
      confirmed: true,
    });
    await door.deliver(personalPost('retard'));
    assert.equal(summary(), '😊 Positif · 93\u00a0%');
  });
});
