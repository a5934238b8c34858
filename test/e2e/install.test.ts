// What a newcomer sees: the service started with no settings but a folder, used over HTTP, and refused where it must be.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logOf, removeData, rowsOf, runService, type Service, startService } from './service.ts';

describe('A service started for the first time', function () {
  this.timeout(60_000);

  let service: Service;

  const post = async (path: string, body: object) => {
    const response = await fetch(`${service.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  before(async () => {
    service = await startService();
  });

  after(async () => {
    await service?.stop();
    if (service) await removeData(service);
  });

  it('says where to look, and is ready as soon as it says so', async () => {
    const response = await fetch(`${service.url}/readyz`);
    assert.equal(response.status, 200);
    assert.match(service.errors(), new RegExp(`${service.url}/predict`));
    assert.match(service.errors(), /npm run teams/);
  });

  for (const { text, lang, label } of [
    {
      text: 'Merci Air Paradis, un voyage merveilleux et un équipage adorable',
      lang: 'fr',
      label: 'positive',
    },
    { text: 'Vol annulé, aucune explication, un service client honteux', lang: 'fr', label: 'negative' },
    { text: 'What a lovely flight, the crew was great, thank you', lang: 'en', label: 'positive' },
    { text: 'They lost my luggage again, worst airline ever', lang: 'en', label: 'negative' },
  ])
    it(`judges "${text}"`, async () => {
      const { status, body } = await post('/predict', { text });
      assert.equal(status, 200);
      assert.deepEqual([body.label, body.lang], [label, lang]);
    });

  it('keeps a vote on a verdict that it gave, and traces a bad one', async () => {
    const { body: verdict } = await post('/predict', {
      text: 'Bagages livrés avec deux jours de retard, bravo',
    });
    const label = verdict.label === 'negative' ? 'neutral' : 'negative';
    const feedback = { prediction_id: verdict.id, correct: false, label, user: 'newcomer' };
    assert.equal((await post('/feedback', feedback)).status, 201);

    assert.deepEqual(
      rowsOf(service, 'select correct, correction from votes where prediction_id = ?', String(verdict.id)),
      [{ correct: 0, correction: label }],
    );
    const { at } = JSON.parse((await service.says(/^\{.*Mauvaise prédiction.*\}$/m))[0]);
    assert.ok(Date.parse(at) <= Date.now());
    assert.ok(!service.output().includes('newcomer'));
  });

  it('a second service on the same folder is told that the folder is in use', async () => {
    const second = runService({ DATA_DIR: service.dataDir });
    assert.equal(await second.ended, 1);
    assert.match(second.errors(), /in use by another process/);
    assert.match(second.errors(), /set DATA_DIR to another folder/);
    assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
  });

  it('leaves with exit code 0 when it is asked to end, and nothing went wrong', async () => {
    assert.equal(await service.stop(), 0);
    assert.deepEqual(
      logOf(service).filter(({ level }) => level === 'error'),
      [],
    );
  });
});

describe('A service that cannot start', function () {
  this.timeout(60_000);

  let folder: string;
  let occupant: Server;

  const refusal = async (settings: Record<string, string>) => {
    const service = runService({ DATA_DIR: folder, ...settings });
    return { code: await service.ended, said: service.errors() };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    occupant = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    await new Promise((resolve) => occupant.close(resolve));
    await rm(folder, { recursive: true });
  });

  it('says which port is taken, and what to do', async () => {
    const { port } = occupant.address() as AddressInfo;
    const { code, said } = await refusal({ PORT: String(port) });
    assert.equal(code, 1);
    assert.match(said, new RegExp(`Port ${port} of 127.0.0.1 is taken`));
    assert.doesNotMatch(said, /^\s+at /m);
  });

  it('says where it looked for a model', async () => {
    const { code, said } = await refusal({ MODEL_DIR: join(folder, 'nowhere') });
    assert.equal(code, 1);
    assert.match(said, /nowhere/);
    assert.match(said, /MODEL_DIR/);
  });

  it('names every faulty setting at once', async () => {
    const { code, said } = await refusal({ PORT: '70000', HOST: '0.0.0.0', WORKERS: 'many' });
    assert.equal(code, 1);
    for (const name of ['PORT', 'HOST', 'WORKERS']) assert.match(said, new RegExp(`- ${name} `));
  });
});
