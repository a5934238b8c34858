import assert from 'node:assert/strict';
import {
  BOT,
  channelMention,
  channelPost,
  execute,
  groupPost,
  install,
  personalPost,
  SAM,
  type Sent,
  submit,
  ZOE,
} from '../fixtures/activities.ts';
import { type Door, openDoor } from './door.ts';

/** Said to the bot alone, by its slash command. */
const inPrivate = (post: Sent): Sent => ({ ...post, recipient: { ...BOT, isTargeted: true } });

describe('An answer for one person', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const said = () =>
    door.connector.standing().map(({ audience, body }) => [audience, body.summary.replace(/[.:].*/s, '')]);

  for (const [word, title] of [
    ['aide', '✈️ Comment ça marche'],
    ['état', 'État du bot'],
    ['réglages', 'Réglages de ce canal'],
    ['règles', 'Règles de la marque'],
    ['statistiques', 'Je ne connais pas «\u00a0statistiques\u00a0»'],
  ])
    it(`is seen by whoever asked in a channel: ${word}`, async () => {
      const post = channelMention(`{bot} ${word}`);
      await door.deliver(post);
      const [call, ...more] = door.connector.calls;
      assert.deepEqual(more, []);
      assert.ok(call?.targeted);
      assert.deepEqual(call.body.recipient, { id: ZOE.id });
      assert.equal(call.activity, post.id);
      assert.equal(call.body.audience, undefined);
      assert.deepEqual(said(), [[ZOE.id, title]]);
    });

  it('is none for a summary, for a verdict, and in a personal chat', async () => {
    await door.deliver(channelMention('{bot} bilan'));
    await door.deliver(channelPost());
    await door.deliver(personalPost('aide'));
    assert.deepEqual(
      door.connector.calls.map(({ targeted }) => targeted),
      [false, false, false],
    );
  });

  for (const status of [400, 403, 404] as const)
    it(`stands in the thread where the host refuses it with ${status}`, async () => {
      door.connector.refuseTargeted(status);
      await door.deliver(channelMention('{bot} aide'));
      assert.deepEqual(said(), [[undefined, '✈️ Comment ça marche']]);
      assert.equal(door.connector.by('POST').at(-1)?.body.recipient, undefined);
      await door.deliver(channelPost()); // the bot goes on speaking there
      assert.equal(said().length, 2);
    });

  it('waits when Teams asks to wait, and is then said once, to that person', async () => {
    door.connector.failOnce('POST', { status: 429, retryAfter: '0' }, 412, 503);
    const post = channelMention('{bot} aide');
    await Promise.all([door.deliver(post), door.deliver(post)]);
    assert.deepEqual(said(), [[ZOE.id, '✈️ Comment ça marche']]);
  });

  it('that waits is not said any more once that person is forgotten, while others get theirs', async () => {
    // Long enough for nothing to be on its way when that person is forgotten.
    door.connector.fail('POST', { status: 503, retryAfter: '1' });
    await door.handOver(channelMention('{bot} aide'));
    await door.handOver({ ...channelMention('{bot} aide'), from: SAM });
    while (door.connector.by('POST').length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await door.forgetPerson(ZOE.aadObjectId);
    door.connector.recover();
    await door.settled();
    assert.deepEqual(said(), [[SAM.id, '✈️ Comment ça marche']]);
  });

  it('of which nobody knows whether it arrived is said neither again nor to everybody', async () => {
    door.connector.failOnce('POST', 'lost');
    await door.deliver(channelMention('{bot} aide'));
    assert.equal(door.connector.by('POST').length, 1);
  });

  it('is changed for that person when its button is pressed, and for nobody else', async () => {
    const call = channelMention('{bot} réglages');
    await door.deliver({ ...install(call.conversation as object), channelData: call.channelData });
    await door.deliver(call);
    const { id, body } = door.connector.standing().find(({ audience }) => audience !== undefined)!;
    const [save] = body.attachments[0].content.actions;
    const data = { ...save.data, mode: 'negative', answer: 'card', digest: 'none' };
    await door.deliver(execute(call, id, { verb: 'settings', data }, { channelData: call.channelData }));
    const [put] = door.connector.by('PUT');
    assert.ok(put?.targeted && put.done);
    assert.equal(put.activity, id);
    assert.equal(put.body.recipient, undefined);
    assert.match(put.body.summary, /Réglages enregistrés/);
  });

  it('that is gone after 24 hours is not changed, and what was pressed counts', async () => {
    const call = channelMention('{bot} réglages');
    await door.deliver({ ...install(call.conversation as object), channelData: call.channelData });
    await door.deliver(call);
    const id = door.connector.ids.at(-1)!;
    door.connector.expireTargeted();
    const data = { revision: 0, private: true, mode: 'negative', answer: 'card', digest: 'none' };
    const pressed = execute(call, id, { verb: 'settings', data }, { channelData: call.channelData });
    assert.equal((await door.deliver(pressed)).status, 200);
    assert.equal(door.connector.by('PUT').length, 1);
    assert.equal((await door.channels.findSettings('19:channel@thread.tacv2'))?.settings.mode, 'negative');
  });

  it('tells a refusal to whoever pressed on a host without Universal Actions, or to nobody', async () => {
    const call = channelMention('{bot} réglages');
    await door.deliver(submit(call, 'a-card', { verb: 'mode', mode: 'silent' }, { from: SAM }));
    assert.deepEqual(said(), [
      [
        SAM.id,
        'Réservé à la personne qui a ajouté le bot à l’équipe et à celles que l’administrateur a désignées',
      ],
    ]);
    door.connector.refuseTargeted(403);
    await door.deliver(submit(call, 'a-card', { verb: 'mode', mode: 'silent' }, { from: SAM }));
    assert.equal(said().length, 1);
  });
});

describe('What is said to the bot in private', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('is answered in private, also a summary, under the words that asked for it', async () => {
    for (const asked of [inPrivate(channelPost('bilan')), inPrivate(groupPost('/help'))]) {
      await door.deliver(asked);
      const call = door.connector.calls.at(-1);
      assert.ok(call?.targeted);
      assert.deepEqual(call.body.recipient, { id: ZOE.id });
      assert.deepEqual(call.body.entities, [{ type: 'targetedMessageInfo', messageId: asked.id }]);
    }
  });

  it('gets its verdict in private, and nothing of it is kept or counted', async () => {
    await door.deliver(inPrivate(channelPost('Ma valise est perdue, quelle honte')));
    const [call] = door.connector.calls;
    assert.ok(call?.targeted);
    assert.match(call.body.summary, /Négatif/);
    assert.equal(door.store.predictions.size, 0);
    assert.deepEqual(await door.replies(), []);
  });

  it('is answered to nobody where the host refuses a private answer', async () => {
    door.connector.refuseTargeted(403);
    await door.deliver(inPrivate(channelPost('aide')));
    await door.deliver(inPrivate(channelPost('Ma valise est perdue, quelle honte')));
    assert.deepEqual(door.connector.standing(), []);
    assert.ok(door.connector.by('POST').every(({ targeted }) => targeted));
  });

  it('is not judged again when it is edited', async () => {
    const post = inPrivate(channelPost('Ma valise est perdue, quelle honte'));
    await door.deliver({ ...post, type: 'messageUpdate', channelData: { eventType: 'editMessage' } });
    assert.deepEqual(door.judged, []);
  });
});
