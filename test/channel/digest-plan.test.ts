import assert from 'node:assert/strict';
import { DigestPlan, latestSlot } from '../../src/channel/digest-plan.ts';

const at = (time: string) => Date.parse(time);
const told = ({ since, until }: { since: number; until: number }) =>
  [since, until].map((time) => new Date(time).toISOString().slice(0, 16));

describe('The digest that was due last', () => {
  const daily = { every: 'day', at: '09:00' } as const;
  const weekly = { every: 'week', at: '09:00', weekday: 1 } as const;

  it('covers the day until its hour, by the clock of the channel', () => {
    const slot = latestSlot(daily, 'Europe/Paris', at('2026-06-10T07:00:00Z'));
    assert.deepEqual(told(slot), ['2026-06-09T07:00', '2026-06-10T07:00']);
    assert.deepEqual(told(slot.weekBefore), ['2026-06-02T07:00', '2026-06-03T07:00']);
  });

  it('is that of the day before until the hour has come', () => {
    const slot = latestSlot(daily, 'Europe/Paris', at('2026-06-10T06:59:59Z'));
    assert.deepEqual(told(slot), ['2026-06-08T07:00', '2026-06-09T07:00']);
  });

  it('covers a week until its day', () => {
    const slot = latestSlot(weekly, 'Asia/Tokyo', at('2026-06-10T07:00:00Z'));
    assert.deepEqual(told(slot), ['2026-06-01T00:00', '2026-06-08T00:00']);
    assert.deepEqual(told(slot.weekBefore), ['2026-05-25T00:00', '2026-06-01T00:00']);
  });

  it('comes at the same hour on the wall when the clocks change: those days have 23 and 25 hours', () => {
    const spring = latestSlot(daily, 'Europe/Paris', at('2026-03-29T12:00:00Z'));
    assert.deepEqual(told(spring), ['2026-03-28T08:00', '2026-03-29T07:00']);
    const autumn = latestSlot(daily, 'Europe/Paris', at('2026-10-25T12:00:00Z'));
    assert.deepEqual(told(autumn), ['2026-10-24T07:00', '2026-10-25T08:00']);
    assert.deepEqual(told(autumn.weekBefore), ['2026-10-17T07:00', '2026-10-18T07:00']);
  });

  it('comes once on a day that skips its hour, and once on one that has it twice', () => {
    const early = { every: 'day', at: '02:30' } as const;
    const untils = new Set<number>();
    for (let now = at('2026-03-27T12:00:00Z'); now < at('2026-03-31T12:00:00Z'); now += 3_600_000)
      untils.add(latestSlot(early, 'Europe/Paris', now).until);
    for (let now = at('2026-10-24T12:00:00Z'); now < at('2026-10-27T12:00:00Z'); now += 3_600_000)
      untils.add(latestSlot(early, 'Europe/Paris', now).until);
    assert.deepEqual(
      [...untils].map((time) => new Date(time).toISOString().slice(5, 16)),
      [
        '03-27T01:30',
        '03-28T01:30',
        '03-29T01:30',
        '03-30T00:30',
        '03-31T00:30',
        '10-24T00:30',
        '10-25T00:30',
        '10-26T01:30',
        '10-27T01:30',
      ],
    );
  });
});

describe('The plan of a digest', () => {
  for (const [what, plan] of [
    ['an hour that no clock shows', { every: 'day', at: '25:00' }],
    ['no hour', { every: 'day' }],
    ['a week without its day', { every: 'week', at: '09:00' }],
    ['an eighth day', { every: 'week', at: '09:00', weekday: 8 }],
    ['another rhythm', { every: 'month', at: '09:00' }],
  ] as const)
    it(`is refused with ${what}`, () => assert.equal(DigestPlan.safeParse(plan).success, false));
});
