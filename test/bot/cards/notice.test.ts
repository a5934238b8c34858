import assert from 'node:assert/strict';
import { helpCard, welcomeCard } from '../../../src/bot/cards/notice.ts';

describe('The welcome and the help card', () => {
  for (const [keep, outgoing] of [
    ['voted', /text of a post for 7 days, or for as long as the verdict if someone voted/],
    ['all', /the text of posts, for up to 90 days/],
    ['none', /Never the text of a post/],
  ] as const) {
    it(`say what is kept with KEEP_TEXT=${keep}`, () => {
      for (const card of [welcomeCard, helpCard]) {
        const text = JSON.stringify(card('en', { KEEP_TEXT: keep, KEEP_DAYS: 90 }));
        assert.match(text, outgoing);
        assert.match(text, /90 days/);
      }
    });
  }

  it('offer commands as buttons: three with the welcome, all of them with the help', () => {
    const keeping = { KEEP_TEXT: 'voted', KEEP_DAYS: 90 } as const;
    const titles = ({ actions }: { actions?: readonly { title?: string }[] }) =>
      (actions ?? []).map(({ title }) => title);
    assert.deepEqual(titles(welcomeCard('fr', keeping)), [
      '😞 Négatifs et incertains seulement',
      '⚙️ Réglages',
      '💡 Aide',
    ]);
    assert.deepEqual(titles(welcomeCard('en', keeping, true)), ['📊 Summary', '⚙️ Settings', '💡 Help']);
    assert.deepEqual(titles(helpCard('en', keeping)), [
      '📊 Summary',
      '🔎 Status',
      '⚙️ Settings',
      '📏 Rules',
      '🤫 Pause',
    ]);
  });

  it('say how to be left alone, in both languages', () => {
    const keeping = { KEEP_TEXT: 'voted', KEEP_DAYS: 365 } as const;
    for (const card of [welcomeCard, helpCard]) {
      assert.match(JSON.stringify(card('en', keeping)), /Opting out/);
      assert.match(JSON.stringify(card('fr', keeping)), /Ne plus être analysé/);
    }
  });
});
