import assert from 'node:assert/strict';
import { composeAlert, composeTest, type MailSettings } from '../../src/alert/mail.ts';
import type { Report } from '../../src/alert/report.ts';
import { prediction } from '../feedback/verdicts.ts';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);

const report = (changes: Partial<Report> = {}): Report => ({
  incident: { rule: 'burst', firstAt: START, lastAt: START + 120_000 },
  down: 3,
  more: 0,
  disputed: [
    {
      prediction: prediction({ id: 'p1', text: 'Bravo <b>encore</b> & merci !\nVerdict: Négatif' }),
      corrections: ['negative', 'neutral'],
    },
    {
      prediction: prediction({ id: 'p2', label: 'negative', probability: 0.07, text: null }),
      corrections: [],
    },
  ],
  day: { up: 22, down: 3 },
  ...changes,
});

function compose(changes: Partial<Report> = {}, settings: Partial<MailSettings> = {}) {
  return composeAlert(report(changes), { withText: false, window: 5, timeZone: 'Europe/Paris', ...settings });
}

describe('The mail about an incident', () => {
  it('has the subject that people sort by', () => {
    assert.equal(compose().subject, 'Air-Paradis : Bad predictions alert');
  });

  it('says in French and in English what happened, the rate of the day and how it ends', () => {
    for (const said of [compose().text, compose().html]) {
      assert.match(
        said,
        /Votes 👎 sur ses verdicts\s: 3, du 22 novembre 2026 à 11:00 UTC\+1 au 22 novembre 2026 à 11:02 UTC\+1/,
      );
      assert.match(
        said,
        /👎 votes on its verdicts: 3, from 22 November 2026 at 11:00 CET to 22 November 2026 at 11:02 CET/,
      );
      assert.match(said, /Sur 24 heures\s: 12\s% de 👎 \(25 votes en tout\)/u);
      assert.match(said, /Last 24 hours: 12% 👎 \(25 votes in all\)/);
      assert.match(said, /prend fin après 5 min sans 👎/);
      assert.match(said, /ends after 5 min without a 👎/);
    }
  });

  it('tells of each prediction its verdict, probability, correction and where to see it', () => {
    const { text, html } = compose({}, { publicUrl: 'https://sentiment.example' });
    assert.match(
      text,
      new RegExp(
        [
          'Verdict: Positif / Positive',
          'Probabilité d’être positif / Probability of positive: 93\\s%',
          'Correction: Négatif / Negative',
          'Correction: Neutre / Neutral',
          'Lien / Link: https://sentiment\\.example/#post/p1',
          '',
          'Verdict: Négatif / Negative',
          'Probabilité d’être positif / Probability of positive: 7\\s%',
        ].join('\n'),
      ),
    );
    assert.match(html, /<a href="https:\/\/sentiment\.example\/#post\/p1">/);
  });

  it('says what to do, in both languages, with the way to the alert', () => {
    const { text, html } = compose({}, { publicUrl: 'https://sentiment.example' });
    const alert = `https://sentiment.example/#incident/burst-${START}`;
    assert.ok(text.includes(`Que faire\n- Ouvrir l’alerte et lire les posts concernés. ${alert}\n`));
    assert.ok(text.includes(`What to do\n- Open the alert and read the posts concerned. ${alert}\n`));
    assert.ok(html.includes(`<a href="${alert}">Ouvrir l’alerte et lire les posts concernés.</a>`));
    assert.match(compose().text, /- Ouvrir l’alerte et lire les posts concernés\.\n/);
  });

  it('shows no id of an incident or of a model outside its links', () => {
    const { text, html } = compose({}, { publicUrl: 'https://sentiment.example' });
    const seen = text.replace(/https:\S+/g, '') + html.replace(/https:[^"<]+/g, '');
    assert.doesNotMatch(seen, /burst-|a1b2c3d4e5f6/);
  });

  it('has no link without an address to link to', () => {
    const { text, html } = compose();
    assert.doesNotMatch(text + html, /Lien|href/);
  });

  it('has the posts only when told to, safe in HTML and on one line of text', () => {
    const without = compose();
    assert.doesNotMatch(without.text + without.html, /Bravo|encore/);
    const { text, html } = compose({}, { withText: true });
    assert.match(text, /Post: Bravo <b>encore<\/b> & merci ! Verdict: Négatif\n/);
    assert.match(html, /Bravo &lt;b&gt;encore&lt;\/b&gt; &amp; merci !/);
    assert.match(text, /Post: texte non conservé \/ text not stored/);
  });

  it('says how many 👎 it does not show', () => {
    assert.match(compose({ more: 7 }).text, /👎 plus anciens, non affichés\s: 7 \/ earlier 👎, not shown: 7/);
    assert.doesNotMatch(compose().text, /plus anciens/);
  });

  it('can do without a vote that stands: all may have been taken back', () => {
    const { text } = compose({ down: 0, disputed: [], day: { up: 0, down: 0 } });
    assert.match(text, /aucun vote/);
    assert.match(text, /no current votes/);
  });

  it('tells a bad day from a burst', () => {
    const { text } = compose({ incident: { rule: 'rate', firstAt: START, lastAt: START + 1 } });
    assert.match(text, /Trop de votes 👎 en une journée/);
    assert.match(text, /Too many 👎 votes in one day/);
    assert.match(text, /ends after a day below the threshold/);
  });
});

describe('The test mail', () => {
  it('is marked as a test in its subject and in both languages', () => {
    const { subject, text } = composeTest();
    assert.equal(subject, '[Test] Air-Paradis : Bad predictions alert');
    assert.match(text, /essai.*\n.*test/);
  });
});
