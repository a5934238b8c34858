import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { ConfigError, readConfig, settingsSchema } from '../../src/config.ts';
import { CONNECTIONS } from '../../src/storage/engine/postgres.ts';

const INFRA = new URL('../../infra/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, INFRA), 'utf8');

/** Names and expressions of a one-level object variable of a Bicep file. */
function objectOf(source: string, variable: string): Record<string, string> {
  const body = new RegExp(`^var ${variable} = \\{\\n(.*?)^\\}`, 'ms').exec(source)?.[1];
  assert.ok(body, `there is no ${variable}`);
  return Object.fromEntries(
    [...body.matchAll(/^ {2}(\w+): (.+)$/gm)].map(([, name, value]) => [name, value]),
  );
}

/** What the expressions of web.bicep come to on Azure. */
const ON_AZURE: Record<string, string> = {
  identityClientId: '11111111-1111-4111-8111-111111111111',
  'tenant().tenantId': '22222222-2222-4222-8222-222222222222',
  databaseUrl: 'postgres://id-bot@psql-x.postgres.database.azure.com:5432/airparadis?sslmode=verify-full',
  "'@Microsoft.KeyVault(SecretUri=${peopleKeyUri})'": 'k'.repeat(64),
  telemetryConnection: 'InstrumentationKey=0;IngestionEndpoint=https://x/',
  apiKeys: '',
};

describe('The limits of the heap that infra/modules/web.bicep gives to Node', () => {
  it('are those of the image and of npm start', () => {
    const { NODE_OPTIONS } = objectOf(read('modules/web.bicep'), 'platformSettings');
    const limits = [...NODE_OPTIONS!.matchAll(/--max-[a-z-]+-space-size=\d+/g)].map(([limit]) => limit);
    assert.equal(limits.length, 2);
    assert.equal(NODE_OPTIONS, `'${limits.join(' ')}'`);
    const entry = /^ENTRYPOINT (\[.*\])$/m.exec(read('../Dockerfile'))![1]!;
    assert.deepEqual(JSON.parse(entry).slice(1), [...limits, 'main.js']);
    assert.equal(JSON.parse(read('../package.json')).scripts.start, `node ${limits.join(' ')} src/main.ts`);
  });
});

describe('The settings that infra/modules/web.bicep gives to the service', () => {
  const given = objectOf(read('modules/web.bicep'), 'serviceSettings');
  const values = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, ON_AZURE[value] ?? value.replaceAll("'", '')]),
  );

  it('are settings that the service knows', () => {
    for (const name of Object.keys(given)) assert.ok(name in settingsSchema.shape, name);
  });

  it('are what it needs to start in production', () => {
    const config = readConfig(values);
    assert.equal(config.NODE_ENV, 'production');
    assert.equal(config.DATABASE_IDENTITY, config.MicrosoftAppId);
  });

  for (const name of ['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppType', 'PEOPLE_KEY'])
    it(`hold no more than that: without ${name} it does not start`, () => {
      assert.throws(() => readConfig({ ...values, [name]: '' }), ConfigError);
    });

  it('hold no secret: those come from the vault', () => {
    const { PEOPLE_KEY, ...others } = given;
    assert.match(PEOPLE_KEY!, /^'@Microsoft\.KeyVault\(SecretUri=/);
    for (const [name, value] of Object.entries(others)) assert.doesNotMatch(value, /:[^/@']+@/, name);
  });
});

/** Connections that each size of PostgreSQL leaves to users: https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits */
const USER_CONNECTIONS: Record<string, number> = { Standard_B1ms: 35, Standard_B2s: 414 };
const SLOTS = 2; // both stay warm on every machine

describe('The database of infra/', () => {
  it('has a connection for each of the pools, on as many machines as autoscale may bring', () => {
    const machines = /maximum: '(\d+)'/.exec(read('modules/autoscale.bicep'))?.[1];
    const size = /name: '(Standard_\w+)'/.exec(read('modules/database.bicep'))?.[1];
    const available = USER_CONNECTIONS[size ?? ''];
    assert.ok(available, `how many connections ${size} has is not known here`);
    assert.ok(Number(machines) * SLOTS * CONNECTIONS <= available);
  });
});

describe('The modules of infra/', () => {
  const main = read('main.bicep');

  it('are all used', () => {
    const sources = main + read('modules/web.bicep');
    for (const file of readdirSync(new URL('modules/', INFRA))) assert.ok(sources.includes(file), file);
  });

  it('get every parameter that azd is asked for', () => {
    const { parameters } = JSON.parse(read('main.parameters.json'));
    const declared = [...main.matchAll(/^param (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(Object.keys(parameters).sort(), declared.sort());
  });

  it('keep no access log: its paths, queries, cookies and addresses are of people', () => {
    for (const file of readdirSync(new URL('modules/', INFRA))) {
      const categories = [...read(`modules/${file}`).matchAll(/category(?:Group)?: '(\w+)'/g)];
      for (const [, category] of categories)
        assert.doesNotMatch(category!, /^(AppServiceHTTPLogs|AppServiceIPSecAuditLogs|allLogs)$/, file);
    }
  });

  it('send the alert under the subject that people wait for, from the query that is tested', () => {
    const alerts = read('modules/alerts.bicep');
    assert.match(alerts, /subject: 'Air-Paradis : Bad predictions alert'/);
    assert.match(alerts, /loadTextContent\('\.\.\/bad-predictions\.kql'\)/);
    assert.match(alerts, /'Email\.Subject': rule\.subject/);
  });
});
