import assert from 'node:assert/strict';
import { composeDrift } from '../../src/alert/drift-mail.ts';
import type { Incident } from '../../src/alert/incident.ts';

const incident: Incident = {
  rule: 'drift',
  firstAt: Date.UTC(2026, 10, 22, 8),
  lastAt: Date.UTC(2026, 10, 22, 9),
  moved: [
    { feature: 'negative', psi: 0.213, p: 1e-9, moved: true, before: 0.31, now: 0.55 },
    { feature: 'surprise', psi: 0.4, p: 1e-9, moved: true, before: null, now: null },
  ],
};

const compose = (publicUrl?: string) => composeDrift(incident, { publicUrl, timeZone: 'Europe/Paris' });

describe('The mail about drift', () => {
  it('has a subject of its own', () => {
    assert.equal(compose().subject, 'Air-Paradis : Posts drift alert');
  });

  it('says in French and in English what moved, from where to where, and how far', () => {
    const { text } = compose();
    assert.match(
      text,
      /Les posts ont changé\nDu 22 novembre 2026 à 09:00 UTC\+1 au 22 novembre 2026 à 10:00 UTC\+1/,
    );
    assert.match(text, /- part de posts négatifs\s: de 31\s% à 55\s%, écart 0,21/u);
    assert.match(
      text,
      /Posts have changed\nFrom 22 November 2026 at 09:00 CET to 22 November 2026 at 10:00 CET/,
    );
    assert.match(text, /- share of negative posts: from 31% to 55%, shift 0\.21/);
    assert.match(text, /- vocabulary: shift 0\.4/);
  });

  it('says what to do in both languages, and where to look when there is an address', () => {
    const { text, html } = compose('https://sentiment.example');
    assert.match(
      text,
      /Que faire\n- Consulter .*#dashboard\n- .*#incident\/drift-1795334400000\n- .*#review\n- .*réentraîner/,
    );
    assert.match(text, /What to do\n- Check .*\n- Open .*\n- Go .*\n- .*retrain/);
    assert.match(html, /<a href="https:\/\/sentiment\.example\/#dashboard">/);
    assert.doesNotMatch(compose().html, /href/);
  });

  it('has the same in HTML', () => {
    const { html } = compose();
    assert.match(html, /<h2>Les posts ont changé<\/h2>/);
    assert.match(html, /<li>share of negative posts: from 31% to 55%/);
  });
});
