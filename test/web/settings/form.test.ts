import assert from 'node:assert/strict';
import { ChannelSettings, DEFAULTS } from '../../../src/channel/settings.ts';
import { inputsOf, settingsIn } from '../../../src/web/settings/form.ts';

const FULL: ChannelSettings = {
  mode: 'negative-or-uncertain',
  threshold: 0.57,
  language: 'fr',
  timeZone: 'America/Montreal',
  quiet: { from: '20:00', to: '07:00' },
  voters: { who: 'named', people: ['ann', 'bob'] },
  answer: 'line',
  digest: { every: 'week', at: '08:30', weekday: 5 },
  spikes: false,
  bots: ['Workflows', '28:feed'],
};

describe('The form of a channel', () => {
  for (const [name, settings] of [
    ['the defaults', DEFAULTS],
    ['settings with everything', FULL],
    ['a daily digest', { ...DEFAULTS, digest: { every: 'day', at: '18:00' } }],
    ['reminders', { ...DEFAULTS, reminders: { remindAfter: 2, escalateAfter: 8, escalateTo: '19:b' } }],
    ['owners as voters', { ...DEFAULTS, voters: { who: 'owners' } }],
  ] as const)
    it(`gives back what it was given: ${name}`, () => {
      const back = settingsIn(inputsOf(settings));
      assert.deepEqual(back, settings);
      assert.deepEqual(ChannelSettings.parse(back), settings);
    });

  it('leaves out people when everybody votes, and blanks between their commas', () => {
    const inputs = { ...inputsOf(FULL), people: ' ann ,, bob,' };
    assert.deepEqual(settingsIn(inputs), FULL);
    assert.deepEqual((settingsIn({ ...inputs, who: 'everyone' }) as ChannelSettings).voters, {
      who: 'everyone',
    });
  });

  it('sends half of quiet hours as they are, for the service to refuse', () => {
    const sent = settingsIn({ ...inputsOf(DEFAULTS), quietFrom: '20:00', threshold: '' });
    const fields = ChannelSettings.safeParse(sent).error!.issues.map(({ path }) => path[0]);
    assert.deepEqual(fields.sort(), ['quiet', 'threshold']);
  });
});
