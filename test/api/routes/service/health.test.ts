import assert from 'node:assert/strict';
import { StoreUnavailableError } from '../../../../src/feedback/errors.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('the health routes', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const get = (path: string) => door.ask(path);

  it('say that the process lives, even when it cannot judge', async () => {
    door.ready = false;
    assert.deepEqual(await (await get('/healthz')).json(), { status: 'ok' });
  });

  it('say ready when the model is loaded and the store answers', async () => {
    assert.deepEqual(await (await get('/readyz')).json(), { status: 'ready' });
  });

  it('say how many rows cannot be read, by table, and stay ready', async () => {
    door.unreadableRows = { jobs: 2, traces: 1 };
    const response = await get('/readyz');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { status: 'ready', unreadable: { jobs: 2, traces: 1 } });
  });

  it('say that a newer version has changed the store, and stay ready', async () => {
    door.newerStore = ['9999-tomorrow'];
    const response = await get('/readyz');
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { status: 'ready', newer_store: ['9999-tomorrow'] });
  });

  it('say how much of Teams waits, and how long, once that is more than a minute, and stay ready', async () => {
    door.jobsWaiting = { count: 3, oldest: Date.now() - 30_000 };
    assert.deepEqual(await (await get('/readyz')).json(), { status: 'ready' });
    door.jobsWaiting = { count: 4321, oldest: Date.now() - 90 * 60_000 };
    const response = await get('/readyz');
    assert.equal(response.status, 200);
    const { behind } = (await response.json()) as { behind: { waiting: number; oldest_seconds: number } };
    assert.equal(behind.waiting, 4321);
    assert.ok(behind.oldest_seconds >= 90 * 60);
  });

  it('say 503 and what is missing otherwise', async () => {
    door.ready = false;
    door.storeWrites = () => Promise.reject(new Error('connection refused'));
    const response = await get('/readyz');
    assert.equal(response.status, 503);
    assert.match((await problemOf(response)).detail, /model, store/);
  });

  it('tell operators, and nobody else, why the store takes nothing', async () => {
    const fault = new StoreUnavailableError('The disk of the database is full (SQLITE_FULL, 13).');
    door.storeWrites = () => Promise.reject(fault);
    const { detail } = await problemOf(await get('/readyz'));
    assert.doesNotMatch(detail, /disk/);
    assert.deepEqual(door.exceptions, [fault]);
  });

  it('answer HEAD with the status of GET and no body', async () => {
    for (const ready of [true, false]) {
      door.ready = ready;
      for (const path of ['/healthz', '/readyz', '/version']) {
        const head = await fetch(door.url + path, { method: 'HEAD' });
        assert.equal(head.status, (await get(path)).status, path);
        assert.equal(await head.text(), '');
      }
    }
    assert.equal((await fetch(`${door.url}/stats`, { method: 'HEAD' })).status, 405);
  });

  it('tell the versions of the service, of the model and of Node', async () => {
    assert.deepEqual(await (await get('/version')).json(), {
      name: 'air-paradis',
      version: '1.2.3',
      model: HAPPY.model,
      node: process.version,
    });
  });
});
