// The container without Docker: the steps of the Dockerfile's last stage, taken in a bare folder; and what Compose would read.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { makeBundle } from '../../infra/bundle/make.ts';
import { bytesOf } from '../../infra/bundle/zip.ts';
import { createApiKey } from '../../src/api-keys.ts';
import { readConfig } from '../../src/config.ts';
import { NO_LOOKUPS } from '../e2e/no-lookups.ts';
import { startProgram } from '../e2e/program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (name: string) => readFileSync(join(ROOT, name), 'utf8');
/** Where the first stage keeps what the last one copies. */
const BUILT_NODE = '/src/node_modules/node/bin/node';
const MEGABYTE = 1e6;
/** Of gcr.io/distroless/cc-debian12 on disk, by what its registry says. */
const BASE = 26 * MEGABYTE;

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** The instructions of a stage, `RUN` and comments apart. */
function lastStage(): Instruction[] {
  const all = textOf('Dockerfile')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line))
    .map((line) => ({ name: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
  return all.slice(all.findLastIndex(({ name }) => name === 'FROM'));
}

const only = (stage: readonly Instruction[], wanted: string) => {
  const found = stage.filter(({ name }) => name === wanted);
  assert.equal(found.length, 1, wanted);
  return found[0]!.rest;
};
const commandIn = (rest: string): string[] => JSON.parse(rest.slice(rest.indexOf('[')));
const IDENTITY = {
  MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
  MicrosoftAppPassword: 'none',
};

describe('The container', function () {
  this.timeout(240_000);
  this.slow(60_000);
  const stage = lastStage();
  let root: string;
  /** A path of the image, in the bare folder. */
  const at = (path: string) => join(root, path);

  before(async () => {
    root = mkdtempSync(join(tmpdir(), 'container-'));
    const built = at('built');
    await makeBundle(join(built, 'dist'));
    mkdirSync(join(built, 'empty'));
    for (const { rest } of stage.filter(({ name }) => name === 'COPY')) {
      const [from, to] = rest.split(' ').slice(-2) as [string, string];
      const source = from === BUILT_NODE ? process.execPath : join(built, from.replace(/^\/src/, ''));
      cpSync(source, at(to), { recursive: true });
    }
    rmSync(built, { recursive: true });
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('starts, is healthy by its own check, and stops when asked to', async () => {
    const [node, ...args] = commandIn(only(stage, 'ENTRYPOINT'));
    const [prober, ...probe] = commandIn(only(stage, 'HEALTHCHECK'));
    const env = Object.fromEntries(
      only(stage, 'ENV')
        .split(' ')
        .map((pair) => pair.split('=')),
    );
    const { entry } = createApiKey('probe', 'predict');
    const settings = { ...env, ...IDENTITY, DATA_DIR: at(env.DATA_DIR), API_KEYS: entry, WORKERS: '1' };
    assert.equal(node, prober);
    assert.equal(env.HOST, '0.0.0.0');
    const program = startProgram(
      'the container',
      ['--import', NO_LOOKUPS, ...args],
      { ...settings, HOST: '127.0.0.1', PORT: '0' },
      at(only(stage, 'WORKDIR')),
    );
    const [, url] = await program.says(/"url":"(http:[^"]+)"/);
    const check = promisify(execFile)(at(prober!), probe, { env: { PORT: new URL(url!).port } });
    await check;
    assert.equal((await fetch(`${url}/predict`, { method: 'POST' })).status, 401, 'keys are asked for');
    assert.equal(await program.stop(), 0);
    await assert.rejects(
      promisify(execFile)(at(prober!), probe, { env: { PORT: new URL(url!).port } }),
      'the check fails when nothing listens',
    );
  });

  it('runs as nobody in particular, keeps its data in a volume, and is smaller than 250 MB', async () => {
    assert.match(only(stage, 'USER'), /^[1-9]\d*:[1-9]\d*$/);
    assert.match(only(stage, 'FROM'), /^gcr\.io\/distroless\/cc-debian12:nonroot$/);
    assert.ok(only(stage, 'ENV').includes(`DATA_DIR=${only(stage, 'VOLUME')}`));
    const owners = stage.filter(({ name, rest }) => name === 'COPY' && rest.includes('--chown'));
    assert.deepEqual(
      owners.map(({ rest }) => rest.split(' ').at(-1)),
      [only(stage, 'VOLUME')],
    );
    const size = (await bytesOf(root)) + BASE;
    assert.ok(size < 250 * MEGABYTE, `${size} bytes`);
  });

  it('is built from what the bundle needs', () => {
    const kept = textOf('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    for (const part of ['src', 'infra', 'models/production', 'package.json', 'package-lock.json', 'LICENSE'])
      assert.ok(kept.includes(`!${part}`), part);
  });
});

describe('compose.yaml', () => {
  const { services, volumes } = parse(textOf('compose.yaml'));
  const given: Record<string, string> = {
    ...IDENTITY,
    DATABASE_PASSWORD: 'made-up',
    PEOPLE_KEY: 'k'.repeat(32),
    API_KEYS: createApiKey('me', 'predict+admin').entry,
  };
  const filled = (value: unknown) => String(value).replace(/\$\{(\w+)[^}]*\}/g, (_all, name) => given[name]!);

  it('gives the service settings that it starts with', () => {
    const environment = Object.fromEntries(
      Object.entries(services.service.environment).map(([name, value]) => [name, filled(value)]),
    );
    const config = readConfig({ NODE_ENV: 'production', HOST: '0.0.0.0', ...environment });
    assert.equal(new URL(config.DATABASE_URL!).hostname, 'database');
    assert.equal(new URL(config.SMTP_URL!).hostname, 'mail');
  });

  it('holds no secret, and opens ports to this machine alone', () => {
    for (const name of Object.keys(given)) assert.ok(textOf('compose.yaml').includes(`\${${name}:?`), name);
    for (const { ports = [] } of Object.values(services) as { ports?: string[] }[])
      for (const port of ports) assert.match(port, /^127\.0\.0\.1:/);
  });

  it('refers to services and volumes that are there, and waits for a database that answers', () => {
    for (const { depends_on = {}, volumes: mounted = [] } of Object.values(services) as {
      depends_on?: Record<string, { condition: string }>;
      volumes?: string[];
    }[]) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        assert.equal(condition, 'service_healthy');
        assert.ok(services[name].healthcheck, name);
      }
      for (const mount of mounted) assert.ok(Object.hasOwn(volumes, mount.split(':')[0]!), mount);
    }
    assert.deepEqual(services.service.cap_drop, ['ALL']);
    assert.equal(services.service.read_only, true);
  });
});

describe('The dev container', () => {
  it('names an image with the major version of Node that package.json asks for', () => {
    const { image, forwardPorts } = JSON.parse(textOf('.devcontainer/devcontainer.json'));
    const { engines } = JSON.parse(textOf('package.json'));
    assert.match(image, new RegExp(`:${engines.node.match(/\d+/)[0]}-`));
    assert.deepEqual(forwardPorts, [3978]);
  });
});
