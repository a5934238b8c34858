import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import {
  channelMention,
  channelPost,
  edit,
  execute,
  groupPost,
  install,
  personalPost,
  SAM,
  submit,
} from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const CHANNEL = '19:channel@thread.tacv2';

describe('Words that are said to the bot', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const titles = () => door.connector.by('POST').map(({ body }) => body.summary);
  const buttons = () =>
    (door.connector.lastCard().actions ?? []).map(({ title, verb, data }) => ({ title, verb, data }));

  describe('that it does not know', () => {
    it('are not judged: the commands that may have been meant are offered as buttons', async () => {
      await door.deliver(channelMention('{bot} statistiques'));
      assert.deepEqual(titles(), ['Je ne connais pas «\u00a0statistiques\u00a0». Vouliez-vous dire…']);
      assert.deepEqual(buttons(), [
        { title: '📊 Bilan', verb: 'command', data: { command: 'summary', card: 'fr', private: true } },
        { title: '💡 Aide', verb: 'command', data: { command: 'help', card: 'fr', private: true } },
      ]);
      assert.deepEqual(door.judged, []);
      assert.equal(door.store.predictions.size, 0);
    });

    it('may be two, in a group chat, in English, and like no command at all', async () => {
      const mention = channelMention('{bot} Thanks everybody!', { locale: 'en-GB' });
      await door.deliver({
        ...mention,
        conversation: groupPost().conversation,
      });
      assert.deepEqual(titles(), ['I don’t know “Thanks everybody”. Did you mean…']);
      assert.deepEqual(
        buttons().map(({ title }) => title),
        ['📊 Summary', '⚙️ Settings', '💡 Help'],
      );
    });

    it('are not judged when their message is edited either', async () => {
      const said = channelMention('{bot} statistiques');
      await door.deliver(said);
      await door.deliver(edit(said, '', { attachments: said.attachments }));
      assert.deepEqual(door.judged, []);
      assert.equal(titles().length, 1);
    });

    it('delivered twice are answered once', async () => {
      const said = channelMention('{bot} statistiques');
      await Promise.all([door.deliver(said), door.deliver(said)]);
      assert.equal(titles().length, 1);
    });

    for (const [what, post] of [
      ['three words', () => channelMention('{bot} vol vraiment parfait')],
      ['an emoji', () => channelMention('{bot} génial 😍')],
      ['a link', () => channelMention('{bot} voyez https://air-paradis.example/avis')],
      ['somebody else’s name', () => channelMention('{bot} merci <at>Zoé</at>')],
      ['two words without a mention', () => channelPost('Vol nul')],
      ['two words in a personal chat', () => personalPost('Vol nul')],
    ] as const)
      it(`are a post, and judged, with ${what}`, async () => {
        await door.deliver(post());
        assert.equal(door.judged.length, 1);
        assert.match(titles()[0], /Positif|Négatif/);
      });
  });

  describe('that it knows', () => {
    it('are answered in the language of the word, whatever that of the client', async () => {
      await door.deliver(personalPost('aide', { locale: 'en-US' }));
      await door.deliver(personalPost('help', { locale: 'fr-FR' }));
      await door.deliver(channelMention('{bot} État', { locale: 'en-US' }));
      assert.deepEqual(titles().slice(0, 2), ['✈️ Comment ça marche', '✈️ How it works']);
      assert.match(titles()[2], /^État du bot/);
    });

    it('are answered in the language that the channel is set to, if it is set to one', async () => {
      await door.channels.saveSettings(CHANNEL, { ...DEFAULTS, language: 'en' });
      await door.deliver(channelMention('{bot} aide'));
      assert.deepEqual(titles(), ['✈️ How it works']);
    });

    it('are answered without a mention too, alone in a post and with a slash', async () => {
      await door.deliver(channelPost('Bilan'));
      await door.deliver(channelPost('/aide'));
      await door.deliver(groupPost('/summary 7 days'));
      assert.deepEqual(titles(), [
        '📊 Bilan des dernières 24 heures. Aucun post analysé.',
        '✈️ Comment ça marche',
        '📊 Summary of the last 7 days. No posts analysed.',
      ]);
      assert.deepEqual(door.judged, []);
    });

    it('are a post without a mention when there is more to it: “Help!” is a cry', async () => {
      await door.deliver(channelPost('Help!'));
      assert.deepEqual(door.judged, ['Help!']);
    });

    it('call nobody without a mention or a slash where the bot is to answer mentions only', async () => {
      await door.channels.saveSettings(CHANNEL, { ...DEFAULTS, mode: 'mentioned' });
      await door.deliver(channelPost('Bilan'));
      assert.deepEqual(titles(), []);
      await door.deliver(channelPost('/bilan'));
      await door.deliver(channelMention('{bot} bilan'));
      assert.equal(titles().length, 2);
    });

    for (const word of ['stop', 'Pause !', 'silence'])
      it(`open the mode when they are “${word}”`, async () => {
        await door.deliver(channelMention(`{bot} ${word}`));
        assert.deepEqual(titles(), [
          '🤫 Quand dois-je répondre ici\u00a0? Actuellement\u00a0: à chaque post.',
        ]);
        assert.deepEqual(
          buttons().map(({ verb, data }) => [verb, (data as { mode: string }).mode]),
          [
            ['mode', 'negative-or-uncertain'],
            ['mode', 'negative'],
            ['mode', 'mentioned'],
            ['mode', 'silent'],
          ],
        );
        assert.deepEqual(door.judged, []);
      });
  });

  describe('by a button', () => {
    const said = channelMention('{bot} stats');
    const press = (verb: string, data: object, changes = {}) =>
      door.deliver(execute(said, 'the-card', { verb, data }, changes));

    it('are answered to whoever pressed, in the language of the card', async () => {
      const { body } = await press('command', { command: 'summary', card: 'fr' }, { locale: 'en-US' });
      assert.match(body.value.fallbackText, /^📊 Bilan/);
      assert.deepEqual(door.connector.calls, []);
    });

    it('are refused when there is no such command', async () => {
      const { body } = await press('command', { command: 'constructor' });
      assert.equal(body.value.code, 'BadRequest');
    });

    it('replace the card on a host without Universal Actions', async () => {
      await door.deliver(submit(said, 'the-card', { verb: 'command', command: 'help', card: 'fr' }));
      const [put] = door.connector.by('PUT');
      assert.equal(put?.activity, 'the-card');
      assert.equal(put?.body.summary, '✈️ Comment ça marche');
    });

    it('change the mode for an owner, who can take that back, and for nobody else', async () => {
      await door.deliver({ ...install(said.conversation as object), channelData: said.channelData });
      const refused = await press('mode', { mode: 'silent' }, { from: SAM });
      assert.equal(refused.body.value.code, 'NotOwner');
      const { body } = await press('mode', { mode: 'silent' }, { channelData: said.channelData });
      assert.match(body.value.fallbackText, /Réglages enregistrés/);
      assert.equal((await door.channels.findSettings(CHANNEL))?.settings.mode, 'silent');
      const wrong = await press('mode', { mode: 'loud' }, { channelData: said.channelData });
      assert.equal(wrong.body.value.code, 'BadRequest');
      await press('restore', { revision: 1 }, { channelData: said.channelData });
      assert.equal((await door.channels.findSettings(CHANNEL))?.settings.mode, 'every');
    });
  });
});
