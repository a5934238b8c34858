import assert from 'node:assert/strict';
import { readPost } from '../../../src/bot/protocol/post.ts';
import { activitySchema } from '../../../src/delivery/activity.ts';
import {
  BOT,
  channelMention,
  channelPost,
  groupPost,
  personalPost,
  type Sent,
} from '../../fixtures/activities.ts';

function read(activity: Sent) {
  return readPost(activitySchema.parse({ ...activity, serviceUrl: 'http://127.0.0.1/' }));
}

describe('Reading a post', () => {
  it('knows when the bot is spoken to', () => {
    assert.ok(read(personalPost()).addressed);
    assert.ok(read(channelMention('{bot} bonjour')).addressed);
    assert.ok(!read(channelPost()).addressed);
    assert.ok(!read(groupPost()).addressed);
  });

  it('takes no chat for a personal one that does not say so', () => {
    assert.ok(!read(personalPost('a', { conversation: { id: 'x' } })).addressed);
    assert.ok(!read(personalPost('a', { conversation: { id: 'x', isGroup: true } })).addressed);
  });

  it('finds the bot’s name through the entities of HTML', () => {
    const entities = [{ type: 'mention', mentioned: BOT, text: '<at>Tom &amp; Co</at>' }];
    const attachments = [{ contentType: 'text/html', content: '<p><at id="0">Tom &amp; Co</at> merci</p>' }];
    assert.equal(read(channelPost('', { entities, attachments })).text, 'merci');
  });

  it('keeps words that look like the bot’s name', () => {
    assert.equal(read(channelMention('{bot} Air Paradis est top')).text, 'Air Paradis est top');
  });

  it('tells a picture or a card from an empty post', () => {
    assert.ok(read(channelPost('', { attachments: [{ contentType: 'image/*' }] })).attached);
    assert.ok(!read(channelPost('')).attached);
  });

  const html = (content: string) => [{ contentType: 'text/html', content }];
  const mentionOf = (mentioned: object, text?: string | null) => ({ type: 'mention', mentioned, text });

  it('is called by a mention that does not say how it is written', () => {
    for (const entity of [mentionOf(BOT, null), mentionOf(BOT), mentionOf({ id: BOT.id })]) {
      const post = read(
        groupPost('<at>Air Paradis</at> bilan', {
          attachments: html('<p><at id="0">Air Paradis</at>&nbsp;bilan</p>'),
          entities: [entity],
        }),
      );
      assert.deepEqual([post.text, post.addressed], ['bilan', true]);
      assert.equal(read(groupPost('<at>Air Paradis</at> bilan', { entities: [entity] })).text, 'bilan');
    }
  });

  for (const [how, name] of [
    ['with another space', 'Air\u202fParadis'],
    ['with a line end', 'Air\r\nParadis'],
    ['with an element inside', '<strong>Air</strong> Paradis'],
    ['with a character that nobody sees', 'Air\u200b Paradis'],
    ['in capitals', 'AIR PARADIS'],
    ['cut short', 'Air'],
  ] as const)
    it(`knows the bot’s name ${how}`, () => {
      const attachments = html(`<div><at id="0">${name}</at> et puis</div>`);
      const entities = [mentionOf(BOT, '<at>Air Paradis</at>')];
      assert.equal(read(channelPost('', { attachments, entities })).text, 'et puis');
    });

  it('knows the bot’s name cut into two mentions, and called twice', () => {
    const span = (name: string) => `<span itemtype="http://schema.skype.com/Mention">${name}</span>`;
    const entities = [mentionOf(BOT, '<at>Air Paradis</at>')];
    const attachments = html(`${span('Air')} ${span('Paradis')} ${span('Air Paradis')} merci`);
    assert.equal(read(channelPost('', { attachments, entities })).text, 'merci');
  });

  it('keeps a person apart who is called like a part of the bot', () => {
    const entities = [mentionOf(BOT, '<at>Air Paradis</at>'), mentionOf({ id: '29:p' }, '<at>Paradis</at>')];
    const attachments = html('<at id="0">Air Paradis</at> <at id="1">Paradis</at> ment');
    assert.equal(read(channelPost('', { attachments, entities })).text, '@user ment');
  });

  it('leaves out what others wrote: quotations, forwarded messages, lines that begin with >', () => {
    const quoted = [
      '<blockquote><p>Nul</p></blockquote><p>Bravo</p>',
      '<p>Bravo</p><blockquote itemtype="http://schema.skype.com/Forward"><p>Nul</p></blockquote>',
      '<p>&gt; Nul, archinul</p><p>&gt;&gt; encore plus nul</p><p>Bravo</p>',
    ];
    for (const content of quoted)
      assert.equal(read(channelPost('', { attachments: html(content) })).text, 'Bravo');
    assert.equal(read(personalPost('<quoted messageId="17"/> Bravo')).text, 'Bravo');
    assert.equal(read(personalPost('> Nul\nBravo')).text, 'Bravo');
  });

  it('keeps signs that quote nothing', () => {
    for (const text of ['> 3 h de retard', '>:(', 'train > avion', '-> ici'])
      assert.equal(read(personalPost(text)).text, text);
  });

  it('takes no longer for hostile markup than its length asks for', () => {
    const hostile = [
      '<span ',
      '<at ',
      '<at>',
      '<quoted ',
      '> ',
      '~~a',
      'itemtype="http://schema.skype.com/Mention" ',
    ];
    for (const piece of hostile)
      for (const text of [piece.repeat(60_000), `<span ${piece.repeat(60_000)}`]) {
        assert.ok(read(personalPost(text)).text.length < 60_000);
        assert.ok(read(channelPost('', { attachments: html(text) })).text.length < 60_000);
      }
  });
});
