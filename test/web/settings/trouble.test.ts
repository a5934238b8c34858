import assert from 'node:assert/strict';
import { settingsTexts } from '../../../src/bot/texts/settings.ts';
import { ApiError } from '../../../src/web/call.ts';
import { troubleOf } from '../../../src/web/settings/trouble.ts';
import { settingsFr } from '../../../src/web/texts/settings-texts.ts';

const words = settingsTexts.fr;

describe('Why something was not saved', () => {
  it('names each wrong field as the form does, with what the service says of it', () => {
    const error = new ApiError('long', {
      status: 422,
      errors: [
        { field: 'quiet.to', message: 'must be a time from 00:00 to 23:59' },
        { field: 'nowhere', message: 'is not known' },
      ],
    });
    assert.equal(
      troubleOf(error, 'fr', words),
      settingsFr.wrong(`${words.quiet} (must be a time from 00:00 to 23:59), nowhere (is not known)`),
    );
  });

  for (const [failure, status, sentence] of [
    ['busy', 409, words.changedMeanwhile],
    ['forbidden', 403, settingsFr.needed],
    ['locked', 401, settingsFr.needed],
    ['busy', 429, settingsFr.failing],
    ['unreachable', undefined, settingsFr.failing],
  ] as const)
    it(`says what to do about ${failure} (${status ?? 'no answer'})`, () => {
      assert.equal(
        troubleOf(new ApiError(failure, status === undefined ? {} : { status }), 'fr', words),
        sentence,
      );
    });

  it('passes on what is no answer of the service', () => {
    assert.throws(() => troubleOf(new TypeError('broken'), 'fr', words), TypeError);
  });
});
