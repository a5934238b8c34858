import assert from 'node:assert/strict';
import { decide } from '../../src/channel/decide.ts';
import { type ChannelSettings, DEFAULTS, MODES } from '../../src/channel/settings.ts';

const NOON = Date.parse('2026-01-15T11:00:00Z');
const NIGHT = Date.parse('2026-01-15T23:30:00Z');

const positive = { label: 'positive', probability: 0.93, certain: true } as const;
const negative = { label: 'negative', probability: 0.1, certain: true } as const;
const neutral = { label: 'neutral', probability: 0.4, certain: true } as const;
const unsure = { label: 'neutral', probability: 0.4, certain: false } as const;
const leaning = { label: 'positive', probability: 0.53, certain: false } as const;

const set = (changes: Partial<ChannelSettings>): ChannelSettings => ({ ...DEFAULTS, ...changes });

describe('What is put under a post', () => {
  it('is a card under every post by default', () => {
    for (const verdict of [positive, negative, leaning])
      for (const mentioned of [true, false])
        assert.equal(decide(DEFAULTS, verdict, mentioned, NIGHT), 'card');
  });

  it('is a line where the settings want one', () => {
    assert.equal(decide(set({ answer: 'line' }), positive, false, NOON), 'line');
  });

  const table: [mode: ChannelSettings['mode'], verdict: object, mentioned: boolean, shown: string][] = [
    ['negative-or-uncertain', positive, false, 'nothing'],
    ['negative-or-uncertain', positive, true, 'card'],
    ['negative-or-uncertain', negative, false, 'card'],
    ['negative-or-uncertain', leaning, false, 'card'],
    ['negative-or-uncertain', neutral, false, 'nothing'],
    ['negative-or-uncertain', unsure, false, 'card'],
    ['negative', negative, false, 'card'],
    ['negative', leaning, false, 'nothing'],
    ['negative', neutral, false, 'nothing'],
    ['negative', neutral, true, 'card'],
    ['negative', positive, false, 'nothing'],
    ['mentioned', negative, false, 'nothing'],
    ['mentioned', positive, true, 'card'],
    ['silent', negative, false, 'nothing'],
    ['silent', negative, true, 'nothing'],
  ];
  for (const [mode, verdict, mentioned, shown] of table)
    it(`is ${shown} in the mode ${mode} for ${JSON.stringify(verdict)}${mentioned ? ' that calls the bot' : ''}`, () => {
      assert.equal(decide(set({ mode }), verdict as typeof negative, mentioned, NOON), shown);
    });

  it('is nothing for a negative below the threshold, and a card at it', () => {
    const settings = set({ mode: 'negative-or-uncertain', threshold: 0.8 });
    const sure = (share: number) => ({ label: 'negative', probability: 1 - share, certain: true }) as const;
    assert.equal(decide(settings, sure(0.79), false, NOON), 'nothing');
    assert.equal(decide(settings, sure(0.8), false, NOON), 'card');
    assert.equal(decide(settings, leaning, false, NOON), 'card');
  });

  it('is nothing in quiet hours, unless the author calls the bot', () => {
    const settings = set({ quiet: { from: '20:00', to: '07:00' } });
    assert.equal(decide(settings, negative, false, NIGHT), 'nothing');
    assert.equal(decide(settings, negative, true, NIGHT), 'card');
    assert.equal(decide(settings, negative, false, NOON), 'card');
  });

  it('is never more in quiet hours than outside of them', () => {
    for (const mode of MODES)
      for (const verdict of [positive, negative, leaning])
        if (decide(set({ mode }), verdict, false, NOON) === 'nothing')
          assert.equal(
            decide(set({ mode, quiet: { from: '20:00', to: '07:00' } }), verdict, false, NIGHT),
            'nothing',
          );
  });
});
