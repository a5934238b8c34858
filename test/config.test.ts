import assert from 'node:assert/strict';
import { ConfigError, readConfig } from '../src/config.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const APP = '22222222-2222-4222-8222-222222222222';

function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.message;
  }
  throw new Error('the environment was accepted');
}

describe('readConfig', () => {
  it('starts from an empty environment with defaults that are safe on one machine', () => {
    const config = readConfig({});
    assert.equal(config.HOST, '127.0.0.1');
    assert.equal(config.PORT, 3978);
    assert.equal(config.KEEP_TEXT, 'voted');
    assert.ok(config.WORKERS >= 1);
  });

  it('cannot be changed once read', () => {
    assert.ok(Object.isFrozen(readConfig({})));
  });

  it('takes an empty value for one that is not set', () => {
    assert.equal(readConfig({ PORT: '', MicrosoftAppId: ' ' }).PORT, 3978);
  });

  it('ignores variables that are not its own', () => {
    assert.equal('PATH' in readConfig({ PATH: '/bin' }), false);
  });

  it('names every fault at once, malformed values and contradictions alike', () => {
    const faults = faultsOf({ PORT: 'abc', KEEP_TEXT: 'some', HOST: '0.0.0.0', DATABASE_URL: 'mysql://x' });
    for (const name of ['PORT', 'KEEP_TEXT', 'HOST', 'DATABASE_URL', 'PEOPLE_KEY'])
      assert.match(faults, new RegExp(`- ${name} `));
    assert.match(faults, /5 fault/);
  });

  it('refuses to listen beyond loopback without an identity, and says how to get one', () => {
    assert.match(faultsOf({ HOST: '0.0.0.0' }), /HOST 0\.0\.0\.0 .*set MicrosoftAppId/);
  });

  it('refuses production without an identity', () => {
    assert.match(faultsOf({ NODE_ENV: 'production' }), /MicrosoftAppId is missing in production/);
  });

  it('asks a single-tenant bot for its tenant and its secret', () => {
    const faults = faultsOf({ MicrosoftAppId: APP });
    assert.match(faults, /MicrosoftAppTenantId is missing/);
    assert.match(faults, /MicrosoftAppPassword is missing/);
  });

  it('accepts a managed identity without a secret and refuses one with', () => {
    const identity = {
      MicrosoftAppId: APP,
      MicrosoftAppTenantId: TENANT,
      MicrosoftAppType: 'UserAssignedMSI',
      HOST: '0.0.0.0',
    };
    assert.equal(readConfig(identity).MicrosoftAppType, 'UserAssignedMSI');
    assert.match(faultsOf({ ...identity, MicrosoftAppPassword: 'secret' }), /managed identity has none/);
  });

  it('refuses a multi-tenant bot, which Azure no longer takes', () => {
    assert.match(faultsOf({ MicrosoftAppType: 'MultiTenant' }), /must be SingleTenant or UserAssignedMSI/);
  });

  it('reads recipients separated by commas, and links that end without a slash', () => {
    const config = readConfig({
      SMTP_URL: 'smtp://mail.example:587',
      ALERT_FROM: 'bot@airparadis.example',
      ALERT_TO: 'ann@airparadis.example, bob@airparadis.example',
      ALERT_WITH_TEXT: 'true',
      PUBLIC_URL: 'https://sentiment.example/',
    });
    assert.deepEqual(config.ALERT_TO, ['ann@airparadis.example', 'bob@airparadis.example']);
    assert.equal(config.ALERT_WITH_TEXT, true);
    assert.equal(config.PUBLIC_URL, 'https://sentiment.example');
  });

  it('asks for server, sender and recipients of alert mails together, and for addresses that can be ones', () => {
    const faults = faultsOf({ SMTP_URL: 'smtp://mail.example', ALERT_TO: 'ann' });
    assert.match(faults, /ALERT_FROM is missing; alert mails need all of SMTP_URL, ALERT_FROM, ALERT_TO/);
    assert.match(faults, /^ {2}- ALERT_TO must be mail addresses, separated by commas$/m);
    assert.match(faultsOf({ ALERT_TO: 'ann@airparadis.example' }), /SMTP_URL is missing/);
    assert.match(faultsOf({ SMTP_URL: 'http://bot:hunter2@mail' }), /SMTP_URL must look like smtp:/);
  });

  it('lets people of Teams in only with what their tokens are made for, and by an issuer that can be trusted', () => {
    const config = readConfig({
      SSO_TENANTS: `${TENANT}, ${APP}`,
      SSO_AUDIENCE: `${APP},api://a.example/${APP}`,
    });
    assert.deepEqual(config.SSO_TENANTS, [TENANT, APP]);
    assert.deepEqual(config.SSO_AUDIENCE, [APP, `api://a.example/${APP}`]);
    assert.deepEqual(config.SSO_SCOPES, ['predict', 'feedback', 'read', 'review', 'triage']);
    assert.match(faultsOf({ SSO_TENANTS: TENANT }), /SSO_AUDIENCE is missing/);
    const faults = faultsOf({
      SSO_TENANTS: 'common',
      SSO_AUDIENCE: 'a b',
      SSO_SCOPES: 'predict,everything',
      SSO_AUTHORITY: 'http://login.example',
    });
    for (const name of ['SSO_TENANTS', 'SSO_AUDIENCE', 'SSO_SCOPES', 'SSO_AUTHORITY'])
      assert.match(faults, new RegExp(`- ${name}`));
  });

  it('never repeats a secret in a fault', () => {
    assert.doesNotMatch(faultsOf({ PEOPLE_KEY: 'hunter2', SMTP_URL: 'http://bot:hunter2@mail' }), /hunter2/);
  });
});
