import assert from 'node:assert/strict';
import fc from 'fast-check';
import { areQuiet, QuietHours, TimeZone } from '../../src/channel/quiet-hours.ts';

const at = (time: string) => Date.parse(time);
const PARIS = 'Europe/Paris';

describe('Quiet hours', () => {
  it('begin at their first minute and end before their last', () => {
    const noon = { from: '12:00', to: '14:00' };
    const times: [time: string, quiet: boolean][] = [
      ['2026-01-15T10:59:59Z', false],
      ['2026-01-15T11:00:00Z', true],
      ['2026-01-15T12:59:59Z', true],
      ['2026-01-15T13:00:00Z', false],
    ];
    for (const [time, quiet] of times) assert.equal(areQuiet(noon, PARIS, at(time)), quiet, time);
  });

  it('go on past midnight', () => {
    const night = { from: '20:00', to: '07:30' };
    const times: [time: string, quiet: boolean][] = [
      ['2026-01-15T18:59:00Z', false],
      ['2026-01-15T19:00:00Z', true],
      ['2026-01-15T23:00:00Z', true], // midnight in Paris is 00:00, not 24:00
      ['2026-01-16T06:29:00Z', true],
      ['2026-01-16T06:30:00Z', false],
    ];
    for (const [time, quiet] of times) assert.equal(areQuiet(night, PARIS, at(time)), quiet, time);
  });

  it('follow the clock on the wall into summer time and back', () => {
    const evening = { from: '20:00', to: '22:00' };
    assert.ok(areQuiet(evening, PARIS, at('2026-03-28T19:30:00Z')), 'winter: 20:30');
    assert.ok(!areQuiet(evening, PARIS, at('2026-03-29T17:30:00Z')), 'summer: 19:30');
    assert.ok(areQuiet(evening, PARIS, at('2026-03-29T18:30:00Z')), 'summer: 20:30');
  });

  it('that lie in the hour which the clock skips do not happen that day', () => {
    const skipped = { from: '02:00', to: '03:00' };
    assert.ok(!areQuiet(skipped, PARIS, at('2026-03-29T00:59:00Z')), '01:59');
    assert.ok(!areQuiet(skipped, PARIS, at('2026-03-29T01:00:00Z')), '03:00');
  });

  it('that lie in the hour which the clock shows twice happen twice', () => {
    const twice = { from: '02:00', to: '03:00' };
    assert.ok(areQuiet(twice, PARIS, at('2026-10-25T00:30:00Z')), '02:30 in summer time');
    assert.ok(areQuiet(twice, PARIS, at('2026-10-25T01:30:00Z')), '02:30 in winter time');
    assert.ok(!areQuiet(twice, PARIS, at('2026-10-25T02:00:00Z')), '03:00');
  });

  it('are those of their time zone', () => {
    const night = { from: '22:00', to: '06:00' };
    const time = at('2026-01-15T12:00:00Z');
    assert.ok(!areQuiet(night, PARIS, time));
    assert.ok(areQuiet(night, 'Pacific/Auckland', time));
  });

  it('and the other hours of the day fill it without overlap', () => {
    const wall = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((n) => `${n}`.padStart(2, '0')).join(':'));
    const moment = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(wall, wall, moment, (from, to, now) => {
        fc.pre(from !== to);
        assert.notEqual(areQuiet({ from, to }, PARIS, now), areQuiet({ from: to, to: from }, PARIS, now));
      }),
    );
  });

  it('are refused when they are no times, or never end', () => {
    for (const [from, to] of [
      ['24:00', '07:00'],
      ['7:00', '08:00'],
      ['20:00', '20:00'],
    ])
      assert.ok(!QuietHours.safeParse({ from, to }).success, `${from} ${to}`);
    assert.ok(QuietHours.safeParse({ from: '20:00', to: '07:00' }).success);
  });
});

describe('A time zone', () => {
  it('is one that the calendar knows', () => {
    assert.ok(TimeZone.safeParse(PARIS).success);
    for (const name of ['', 'Mars/Olympus', 'x'.repeat(100)])
      assert.ok(!TimeZone.safeParse(name).success, name);
  });
});
