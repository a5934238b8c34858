import assert from 'node:assert/strict';
import { ChannelSettings, DEFAULTS, mayVote } from '../../src/channel/settings.ts';

const never = async () => assert.fail('nobody needs to know who owns the channel');

describe('The settings of a channel', () => {
  it('are whole and valid by default', () => {
    assert.deepEqual(ChannelSettings.parse(DEFAULTS), DEFAULTS);
  });

  const wrong: [what: string, changes: object][] = [
    ['a mode that does not exist', { mode: 'sometimes' }],
    ['a threshold below one half', { threshold: 0.4 }],
    ['a threshold that nothing reaches', { threshold: 1 }],
    ['a time zone that does not exist', { timeZone: 'Mars/Olympus' }],
    ['quiet hours without an end', { quiet: { from: '20:00' } }],
    ['a list of voters without anybody', { voters: { who: 'named', people: [] } }],
    ['a word that is no setting', { colour: 'red' }],
  ];
  for (const [what, changes] of wrong)
    it(`refuse ${what}`, () => assert.ok(!ChannelSettings.safeParse({ ...DEFAULTS, ...changes }).success));
});

describe('Who may vote', () => {
  it('is everybody by default', async () => {
    assert.ok(await mayVote(DEFAULTS, 'ann', never));
  });

  it('is whoever is named', async () => {
    const settings = { ...DEFAULTS, voters: { who: 'named', people: ['ann'] } } as const;
    assert.ok(await mayVote(settings, 'ann', never));
    assert.ok(!(await mayVote(settings, 'bob', never)));
  });

  it('is whoever owns the channel', async () => {
    const settings = { ...DEFAULTS, voters: { who: 'owners' } } as const;
    assert.ok(await mayVote(settings, 'ann', async () => true));
    assert.ok(!(await mayVote(settings, 'ann', async () => false)));
  });
});
