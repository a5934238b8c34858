import assert from 'node:assert/strict';
import { adaptiveCard, button, openUrl } from '../../../src/bot/cards/adaptive.ts';

describe('A link on a card', () => {
  it('leads to the web only', () => {
    assert.equal(openUrl('Voir', 'https://a.example/1').url, 'https://a.example/1');
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', '', ' https://a.example'])
      assert.throws(() => openUrl('Voir', url), /http/);
  });
});

describe('A card', () => {
  const words = { lang: 'fr', fallbackText: 'Texte', speak: 'Texte', body: [] } as const;
  const buttons = (count: number) => Array.from({ length: count }, () => button('Oui', 'vote', {}));

  it('has at most as many buttons as Teams shows', () => {
    assert.equal(adaptiveCard({ ...words, actions: buttons(6) }).actions?.length, 6);
    assert.throws(() => adaptiveCard({ ...words, actions: buttons(7) }), /7 buttons/);
  });

  it('has no list of buttons where it has no buttons', () => {
    assert.ok(!('actions' in adaptiveCard(words)));
  });
});
