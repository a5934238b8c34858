import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantOf, startOfDay, wallOf } from '../../src/channel/wall-clock.ts';

const at = (time: string) => Date.parse(time);
const PARIS = 'Europe/Paris';
const ZONES = [PARIS, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];

describe('The clock on the wall', () => {
  it('shows local time, in summer and in winter', () => {
    assert.equal(wallOf(PARIS, at('2026-07-01T10:00:00Z')), at('2026-07-01T12:00:00Z'));
    assert.equal(wallOf(PARIS, at('2026-01-01T10:00:00Z')), at('2026-01-01T11:00:00Z'));
  });

  it('tells when it shows a time: one that it skips as if it had not, one that it shows twice the first time', () => {
    const paris = (wall: string) => new Date(instantOf(PARIS, at(wall))).toISOString();
    assert.equal(paris('2026-03-29T02:30:00Z'), '2026-03-29T01:30:00.000Z');
    assert.equal(paris('2026-10-25T02:30:00Z'), '2026-10-25T00:30:00.000Z');
    assert.equal(paris('2026-10-25T08:00:00Z'), '2026-10-25T07:00:00.000Z');
  });

  it('goes there and back for every instant of every zone, but those that it shows twice', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: at('2015-01-01T00:00:00Z') / 1000, max: at('2035-01-01T00:00:00Z') / 1000 }),
        (zone, seconds) => {
          const wall = wallOf(zone, seconds * 1000);
          const back = instantOf(zone, wall);
          assert.equal(wallOf(zone, back), wall);
          assert.ok(back <= seconds * 1000);
        },
      ),
      { numRuns: 200 },
    ));
});

describe('The start of a day', () => {
  const days: [what: string, zone: string, now: string, start: string][] = [
    ['in winter', PARIS, '2026-01-15T12:00:00Z', '2026-01-14T23:00:00Z'],
    ['just after midnight', PARIS, '2026-01-14T23:00:00Z', '2026-01-14T23:00:00Z'],
    ['just before midnight', PARIS, '2026-01-15T22:59:59.999Z', '2026-01-14T23:00:00Z'],
    ['after the clock went forward', PARIS, '2026-03-29T12:00:00Z', '2026-03-28T23:00:00Z'],
    ['after the clock went back', PARIS, '2026-10-25T12:00:00Z', '2026-10-24T22:00:00Z'],
    ['west of Greenwich', 'America/Montreal', '2026-01-15T03:00:00Z', '2026-01-14T05:00:00Z'],
    ['where it is half past', 'Asia/Kolkata', '2026-01-15T12:00:00Z', '2026-01-14T18:30:00Z'],
  ];
  for (const [what, zone, now, start] of days)
    it(`is its midnight ${what}`, () => assert.equal(startOfDay(zone, at(now)), at(start)));
});
