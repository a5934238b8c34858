import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import { copyModel } from '../../../sentiment/model-copy.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

const OTHER = '0123456789ab';

describe('PUT /model and POST /model/rollback', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
    await copyModel(join(door.dataDir, 'models', OTHER), { version: OTHER, name: 'another' });
  });
  afterEach(() => door.close());

  const use = (version: unknown, headers = {}) =>
    door.ask('/model', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ version }),
    });
  const json = async (path: string) => (await door.ask(path)).json() as Promise<Record<string, unknown>>;

  it('let another version serve and go back, and the card and the version follow', async () => {
    const used = await use(OTHER);
    assert.equal(used.status, 200);
    assert.deepEqual(await used.json(), { model: OTHER, before: HAPPY.model });
    assert.equal((await json('/version')).model, OTHER);
    assert.equal((await json('/model')).name, 'another');
    const back = await door.ask('/model/rollback', { method: 'POST' });
    assert.deepEqual(await back.json(), { model: HAPPY.model, before: OTHER });
    assert.equal((await json('/version')).model, HAPPY.model);
  });

  it('go back once for one Idempotency-Key', async () => {
    await use(OTHER);
    const again = () =>
      door.ask('/model/rollback', { method: 'POST', headers: { 'Idempotency-Key': 'undo-1' } });
    const answers = [await (await again()).json(), await (await again()).json()];
    assert.deepEqual(answers[0], answers[1]);
  });

  it('say 409 when there is nothing to go back to', async () => {
    const response = await door.ask('/model/rollback', { method: 'POST' });
    assert.equal(response.status, 409);
    assert.match((await problemOf(response)).detail, /nothing to go back to/);
  });

  it('say 404 for a version that is not known, and what to do', async () => {
    const response = await use('ffffffffffff');
    assert.equal(response.status, 404);
    assert.match((await problemOf(response)).detail, /ffffffffffff is not known here; fetch it/);
  });

  for (const odd of ['../../etc', '', 7])
    it(`say 422 for ${JSON.stringify(odd)}, which is no version`, async () => {
      const response = await use(odd);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, 'version');
    });

  it('want the scope admin', async () => {
    const key = createApiKey('reader', 'predict+export');
    const guarded = await openRestDoor({ keys: parseApiKeys(key.entry) });
    try {
      for (const [method, path] of [
        ['PUT', '/model'],
        ['POST', '/model/rollback'],
      ] as const) {
        const response = await guarded.ask(path, {
          method,
          headers: { authorization: `Bearer ${key.key}`, 'content-type': 'application/json' },
          ...(method === 'PUT' && { body: JSON.stringify({ version: OTHER }) }),
        });
        assert.equal(response.status, 403);
      }
    } finally {
      await guarded.close();
    }
  });
});
