// npm run model:use and model:rollback as an operator runs them, beside the real service and without it.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApiKey } from '../../src/api-keys.ts';
import { copyModel } from '../sentiment/model-copy.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { freePort } from '../storage/free-port.ts';
import { createPostgresDatabase, startPostgres } from '../storage/postgres.ts';
import { eventually } from './eventually.ts';
import { startProgram } from './program.ts';
import { logOf, type Service, startServiceIn } from './service.ts';

const PROGRAM = fileURLToPath(new URL('../../src/cli/model.ts', import.meta.url));
const [SECOND, THIRD] = ['222222222222', '333333333333'] as const;
const CLIENTS = 2;

describe('npm run model:use and model:rollback', function () {
  this.timeout(240_000);
  const folder = temporaryFolder();
  const dataDir = (replica = 'data') => join(folder(), replica);
  const services: Service[] = [];
  let first: string;

  before(async () => {
    first = JSON.parse(await readFile('models/production/model.json', 'utf8')).version;
  });
  beforeEach(async () => {
    for (const version of [SECOND, THIRD])
      await copyModel(join(folder(), version), { version, temperature: 3 });
  });
  afterEach(async () => {
    for (const service of services.splice(0)) await service.stop();
  });

  async function start(settings: Record<string, string> = {}, replica?: string): Promise<Service> {
    const service = await startServiceIn(dataDir(replica), settings);
    services.push(service);
    return service;
  }

  /** @returns its exit code and all it wrote. */
  async function run(args: readonly string[], settings: Record<string, string>) {
    const program = startProgram('model:use', [PROGRAM, ...args], { DATA_DIR: dataDir(), ...settings });
    return { code: await program.ended, said: program.output() + program.errors() };
  }
  const portOf = ({ url }: Service) => new URL(url).port;

  async function predict(url: string): Promise<{ status: number; model: string }> {
    const response = await fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"Vol annulé, merci Air Paradis !"}',
    });
    const { model } = (await response.json()) as { model: string };
    return { status: response.status, model };
  }

  it('change the model of a service under load: every request is answered, by one model and then the next', async () => {
    const service = await start();
    const PORT = portOf(service);
    let done = false;
    const client = async () => {
      const answers: Awaited<ReturnType<typeof predict>>[] = [];
      while (!done) answers.push(await predict(service.url));
      return answers;
    };
    const clients = Array.from({ length: CLIENTS }, client);
    const one = await run(['use', join(folder(), SECOND)], { PORT });
    const two = await run(['use', join(folder(), THIRD)], { PORT });
    done = true;

    assert.equal(one.said, `Model ${SECOND} in place of ${first}. It serves now.\n`);
    assert.equal(two.said, `Model ${THIRD} in place of ${SECOND}. It serves now.\n`);
    const seen = new Set<string>();
    for (const answers of await Promise.all(clients)) {
      assert.ok(answers.every(({ status }) => status === 200));
      const order = answers.map(({ model }) => [first, SECOND, THIRD].indexOf(model));
      assert.ok(!order.includes(-1));
      assert.deepEqual(order, order.toSorted());
      for (const { model } of answers) seen.add(model);
    }
    assert.deepEqual([...seen].sort(), [SECOND, THIRD, first].sort());
    assert.equal((await predict(service.url)).model, THIRD);
    const switched = logOf(service).filter(({ msg }) => msg === 'Model switched');
    assert.deepEqual(
      switched.map(({ before, model }) => [before, model]),
      [
        [first, SECOND],
        [SECOND, THIRD],
      ],
    );
    const back = await run(['rollback'], { PORT });
    assert.equal(back.said, `Model ${SECOND} in place of ${THIRD}. It serves now.\n`);
    assert.equal((await predict(service.url)).model, SECOND);
  });

  it('refuse a folder that is damaged, whether a service runs or not, and nothing changes', async () => {
    const damaged = join(folder(), SECOND);
    await writeFile(join(damaged, 'tokenizer.json'), '{}');
    const PORT = String(await freePort());
    const { code, said } = await run(['use', damaged], { PORT });
    assert.equal(code, 1);
    assert.match(said, /tokenizer\.json has 2 bytes, its card says \d+/);
    assert.doesNotMatch(said, /at file:/);
    const service = await start({ PORT });
    assert.equal((await predict(service.url)).model, first);
    const unknown = await run(['use', 'ffffffffffff'], { PORT });
    assert.equal(unknown.code, 1);
    assert.match(unknown.said, /refuses with 404: Version ffffffffffff is not known here/);
    assert.equal((await predict(service.url)).model, first);
  });

  it('choose for the next start where no service runs, and go back likewise', async () => {
    const PORT = String(await freePort());
    const { said } = await run(['use', join(folder(), SECOND)], { PORT });
    assert.equal(
      said,
      `Model ${SECOND} in place of ${first}. No service runs here: it serves from the next start.\n`,
    );
    const service = await start({ PORT });
    assert.equal((await predict(service.url)).model, SECOND);
    await service.stop();
    assert.match(
      (await run(['rollback'], { PORT })).said,
      new RegExp(`^Model ${first} in place of ${SECOND}`),
    );
    const nothing = await run(['rollback'], { PORT });
    assert.equal(nothing.code, 1);
    assert.match(nothing.said, /nothing to go back to/);
  });

  it('show a service with keys the one in API_KEY, and say so where it is missing', async () => {
    const { key, entry } = createApiKey('operator', 'admin');
    const PORT = portOf(await start({ API_KEYS: entry }));
    const without = await run(['use', join(folder(), SECOND)], { PORT });
    assert.equal(without.code, 1);
    assert.match(without.said, /refuses with 401: .* Set API_KEY to a key with the scope admin\./);
    const { code, said } = await run(['use', SECOND], { PORT, API_KEY: key });
    assert.equal(code, 0, said);
  });

  it('say how they are used for arguments that make no sense', async () => {
    for (const args of [['use'], ['rollback', SECOND], ['jump']]) {
      const { code, said } = await run(args, {});
      assert.equal(code, 2);
      assert.match(said, /npm run model:use -- VERSION/);
    }
    assert.match((await run(['use', 'nowhere'], {})).said, /nowhere is neither a version .* nor a folder/);
  });

  it('reach every replica on one PostgreSQL, also one that is not asked', async () => {
    await startPostgres();
    const shared = { DATABASE_URL: await createPostgresDatabase(), PEOPLE_KEY: 'k'.repeat(32) };
    const [asked, other] = [await start(shared), await start(shared)];
    await run(['use', join(folder(), SECOND)], { ...shared, PORT: portOf(asked) });
    const seen = await eventually(
      async () => {
        const { model } = await predict(other.url);
        return model === first ? undefined : model;
      },
      () => `The other replica still serves ${first}.`,
    );
    assert.equal(seen, SECOND);
  });
});
