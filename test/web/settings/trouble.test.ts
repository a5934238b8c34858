import assert from 'node:assert/strict';
import { ForwardingRule } from '../../../src/channel/forwarding.ts';
import { BrandRuleText } from '../../../src/channel/rules/brand-rules.ts';
import { ChannelSettings, DEFAULTS } from '../../../src/channel/settings.ts';
import { ApiError } from '../../../src/web/call.ts';
import { troubleOf } from '../../../src/web/settings/trouble.ts';
import { settingsEn, settingsFr } from '../../../src/web/texts/settings-texts.ts';

describe('Why something was not saved', () => {
  it('names each wrong field as the form does, and says what is wrong in the language of the reader', () => {
    const error = new ApiError('long', {
      status: 422,
      errors: [
        { field: 'quiet.to', message: 'must be a time from 00:00 to 23:59' },
        { field: 'nowhere', message: 'is not known' },
      ],
    });
    const { quiet } = settingsFr.fields;
    assert.equal(
      troubleOf(error, settingsFr),
      settingsFr.wrong(`${quiet} (heure de 00:00 à 23:59), nowhere (is not known)`),
    );
    assert.match(troubleOf(error, settingsEn), /Quiet hours \(must be a time from 00:00 to 23:59\)/);
  });

  it('names the hours of a reminder as the form does, and a percentage as it is written there', () => {
    const errors = [
      { field: 'reminders.remindAfter', message: 'must be a whole number from 1 to 168' },
      { field: 'threshold', message: 'must be from 0.5 to 0.99' },
    ];
    const error = new ApiError('long', { status: 422, errors });
    const { remindAfter, threshold } = settingsFr.fields;
    assert.equal(
      troubleOf(error, settingsFr),
      settingsFr.wrong(`${remindAfter} (un nombre entier, de 1 à 168), ${threshold} (de 50 à 99)`),
    );
    assert.match(troubleOf(error, settingsEn), /must be from 50 to 99/);
  });

  it('tells which of several routes is wrong', () => {
    const error = new ApiError('long', {
      status: 422,
      errors: [
        { field: 'routes.1.topic', message: 'is no topic: the model knows baggage, crew' },
        { field: 'routes.0.network', message: 'must be 1 to 64 letters, digits, dots, dashes' },
      ],
    });
    assert.equal(
      troubleOf(error, settingsFr),
      settingsFr.wrong(
        'n°\u00a02, Sujet (le modèle en service ne connaît pas ce sujet), n°\u00a01, Réseau (64 lettres, chiffres, points ou tirets au plus)',
      ),
    );
    assert.match(
      troubleOf(error, settingsEn),
      /no\. 2, Topic \(is no topic: the model knows baggage, crew\), no\. 1, Network/,
    );
  });

  it('has French words for what the service says of a form that was filled in wrongly', () => {
    const wrong = ChannelSettings.safeParse({
      ...DEFAULTS,
      timeZone: 'Paris',
      quiet: { from: '9', to: '10:00' },
      voters: { who: 'named', people: [] },
      threshold: 2,
      bots: Array(11).fill('bot'),
      reminders: { remindAfter: 0, escalateAfter: 1.5, escalateTo: null },
    });
    const long = ChannelSettings.safeParse({
      ...DEFAULTS,
      timeZone: 'a'.repeat(65),
      threshold: 0.4,
      bots: ['a'.repeat(101)],
      reminders: { remindAfter: 169, escalateAfter: null, escalateTo: null },
    });
    const instant = ChannelSettings.safeParse({ ...DEFAULTS, quiet: { from: '10:00', to: '10:00' } });
    const messages = [wrong, instant, long].flatMap(({ error }) =>
      error!.issues.map(({ message }) => message),
    );
    for (const phrase of ['', '[]', 'a'.repeat(101)])
      messages.push(...BrandRuleText.safeParse(phrase).error!.issues.map(({ message }) => message));
    for (const network of ['', 'a b'])
      messages.push(
        ...ForwardingRule.safeParse({ channel: 'a', network }).error!.issues.map(({ message }) => message),
      );
    assert.ok(messages.length >= 17);
    for (const message of messages) assert.ok(settingsFr.faults[message], message);
  });

  for (const [failure, status, sentence] of [
    ['busy', 409, settingsFr.changedMeanwhile],
    ['forbidden', 403, settingsFr.needed],
    ['locked', 401, settingsFr.needed],
    ['busy', 429, settingsFr.failing],
    ['unreachable', undefined, settingsFr.failing],
  ] as const)
    it(`says what to do about ${failure} (${status ?? 'no answer'})`, () => {
      const error = new ApiError(failure, status === undefined ? {} : { status });
      assert.equal(troubleOf(error, settingsFr), sentence);
    });

  it('passes on what is no answer of the service', () => {
    assert.throws(() => troubleOf(new TypeError('broken'), settingsFr), TypeError);
  });
});
