import assert from 'node:assert/strict';
import { PackageError } from '../../manifest/errors.ts';
import { fill, type Identity, valuesFrom } from '../../manifest/fill.ts';

const BOT = '22222222-2222-4222-8222-222222222222';

function faultsOf(settings: Identity): string {
  try {
    valuesFrom(settings);
  } catch (error) {
    assert.ok(error instanceof PackageError);
    return error.message;
  }
  throw new Error('the settings were taken');
}

describe('What the settings put into the manifest', () => {
  it('is the bot’s id, as the app’s too, and the host of the page', () => {
    const values = valuesFrom({ MicrosoftAppId: BOT, PUBLIC_URL: 'https://sentiment.example:8443' });
    assert.deepEqual(values, {
      TEAMS_APP_ID: BOT,
      BOT_ID: BOT,
      BOT_DOMAIN: 'sentiment.example:8443',
      SSO_APP_ID: BOT,
      SSO_RESOURCE: `api://sentiment.example:8443/botid-${BOT}`,
    });
  });

  it('is refused with every fault at once', () => {
    const faults = faultsOf({});
    assert.match(faults, /MicrosoftAppId is missing; set it to the id of the bot registration/);
    assert.match(faults, /PUBLIC_URL is missing/);
  });

  for (const [url, fault] of [
    ['http://sentiment.example', /must begin with https/],
    ['https://example.org/sentiment', /must have no path/],
    ['https://localhost:3978', /must be a public host name/],
  ] as const)
    it(`is refused for ${url}`, () =>
      assert.match(faultsOf({ MicrosoftAppId: BOT, PUBLIC_URL: url }), fault));
});

describe('Filling a template', () => {
  it('replaces a placeholder wherever it stands, with spaces inside or not', () => {
    assert.equal(fill('${{A}}/${{ A }} ${{B}}', { A: 'one', B: 'two' }), 'one/one two');
  });

  it('takes a value as it is, whatever a replacement would mean', () => {
    assert.equal(fill('${{A}}', { A: "$& $1 $'" }), "$& $1 $'");
  });

  it('refuses to leave a placeholder inside, known or of another make', () => {
    assert.throws(
      () => fill('${{A}} ${{OTHER}} ${{OTHER}}', { A: '1' }),
      /left in the manifest: \$\{\{OTHER\}\}\.$/,
    );
    assert.throws(() => fill('{{botId}}', {}), /\{\{botId\}\}/);
    assert.throws(() => fill('${{toString}}', {}), /toString/);
    assert.throws(() => fill('${{BROKEN', {}), PackageError);
  });
});
