import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createApiKey } from '../src/api-keys.ts';
import { type Application, type GivenParts, startApplication } from '../src/application.ts';
import { readConfig } from '../src/config.ts';
import type { Trace } from '../src/feedback/trace.ts';
import { ListenError } from '../src/http/listen-error.ts';
import type { BegunModel } from '../src/sentiment/begun-model.ts';
import type { Classifier } from '../src/sentiment/verdict.ts';
import { openDatabase } from '../src/storage/engine/database.ts';
import { StorageError } from '../src/storage/engine/errors.ts';
import { verdict } from './feedback/verdicts.ts';
import { readableLog } from './telemetry/lines.ts';

describe('startApplication', () => {
  let dataDir: string;
  let started: Application[];
  let traces: Trace[];
  let classify: Classifier['classify'];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-application-'));
    started = [];
    traces = [];
    classify = async () => verdict;
  });
  afterEach(async () => {
    for (const application of started) await application.close();
    await rm(dataDir, { recursive: true });
  });

  async function start(
    settings: Record<string, string> = {},
    log?: GivenParts['log'],
    begun?: BegunModel,
  ): Promise<Application> {
    const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...settings });
    const given: GivenParts = {
      ...(log && { log }),
      begun,
      telemetry: { trace: (trace) => void traces.push(trace), exception() {}, async close() {} },
      classifier: {
        model: 'abcdefabcdef',
        ready: true,
        classify: (post) => classify(post),
        async close() {},
      },
    };
    const application = await startApplication(config, given);
    started.push(application);
    return application;
  }

  const post = async ({ url }: Application, path: string, body: object) => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, `${path} answered ${response.status}`);
    return (await response.json()) as { id: string };
  };

  it('carries a post to a verdict, a vote and the trace of a bad prediction', async () => {
    const application = await start();
    const { id } = await post(application, '/predict', { text: 'Ma valise tourne encore à Roissy' });
    await post(application, '/feedback', {
      prediction_id: id,
      correct: false,
      label: 'negative',
      user: 'u1',
    });
    await application.close();
    assert.deepEqual(
      traces.map(({ message, properties }) => [message, properties.predictionId]),
      [['Mauvaise prédiction', id]],
    );
    assert.doesNotMatch(JSON.stringify(traces), /valise|u1/);
  });

  it('answers a request that is under way when it is told to stop', async () => {
    const judging = Promise.withResolvers<typeof verdict>();
    const asked = Promise.withResolvers<void>();
    classify = () => {
      asked.resolve();
      return judging.promise;
    };
    const application = await start();
    const answer = post(application, '/predict', { text: 'Bon vol' });
    await asked.promise;
    const closed = application.close();
    judging.resolve(verdict);
    assert.match((await answer).id, /^[0-9a-f-]{36}$/);
    await closed;
    await assert.rejects(fetch(`${application.url}/healthz`));
  });

  it('knows its votes again after a restart', async () => {
    const first = await start();
    const { id } = await post(first, '/predict', { text: 'Merci' });
    await post(first, '/feedback', { prediction_id: id, correct: true, user: 'u1' });
    await first.close();
    const answer = await post(await start(), '/feedback', { prediction_id: id, correct: true, user: 'u2' });
    assert.deepEqual((answer as unknown as { tally: object }).tally, { up: 2, down: 0 });
  });

  it('lets the keys in that its settings name, as often as they say, and shows figures of what they did', async () => {
    const { key, entry } = createApiKey('bot', 'predict');
    const { url } = await start({ API_KEYS: entry, API_RATE: '3' });
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(url + path, {
        ...init,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      });
    assert.equal((await fetch(`${url}/stats`)).status, 401);
    assert.equal((await ask('/predict', { method: 'POST', body: '{"text":"Merci"}' })).status, 200);
    const { total } = (await (await ask('/stats')).json()) as { total: { predictions: number } };
    assert.equal(total.predictions, 1);
    assert.match(await (await ask('/metrics')).text(), /^sentiment_verdicts_total\{.*\} 1$/m);
    assert.equal((await ask('/stats')).status, 429);
  });

  it('works beside rows that it cannot read, and names them without what they hold', async () => {
    const { db, close } = await openDatabase({ dataDir });
    await db
      .insertInto('jobs')
      .values({
        id: 'job-7',
        lane: 'a post',
        position: Date.now() * 1000,
        received_at: Date.now(),
        author: null,
        activity: '{"text":"Ma valise',
        attempts: 0,
        due_at: 0,
      })
      .execute();
    await close();
    const { log, written, lines } = readableLog('error');
    const application = await start({}, log);
    while (written.length === 0) await setTimeout(5);
    const { table, id, err } = lines()[0];
    assert.deepEqual(
      [table, id, err.name, err.message],
      ['jobs', 'job-7', 'UnreadableRowError', 'broken JSON'],
    );
    assert.doesNotMatch(written.join(), /valise/);
    const ready = await fetch(`${application.url}/readyz`);
    assert.deepEqual(await ready.json(), { status: 'ready', unreadable: { jobs: 1 } });
    const metrics = await (await fetch(`${application.url}/metrics`)).text();
    assert.match(metrics, /^storage_unreadable_rows_total\{table="jobs"\} 1$/m);
  });

  it('refuses a folder that another process uses, and says what to do', async () => {
    await start();
    await assert.rejects(
      start(),
      (error) => error instanceof StorageError && /DATABASE_URL/.test(error.message),
    );
  });

  it('ends the thread of a model that began and does not serve', async () => {
    let ended = 0;
    const thread = { close: async () => ended++ };
    await start({}, undefined, {
      modelDir: 'elsewhere',
      first: Promise.resolve(thread),
    } as unknown as BegunModel);
    assert.equal(ended, 1);
    const failed = Promise.reject(new Error('did not start'));
    await started.pop()!.close();
    await start({}, undefined, { modelDir: 'elsewhere', first: failed } as unknown as BegunModel);
  });

  it('refuses a taken port, says what to do, and lets go of the store', async () => {
    const first = await start();
    const { port } = new URL(first.url);
    const other = join(dataDir, 'other');
    await assert.rejects(
      start({ PORT: port, DATA_DIR: other }),
      (error) => error instanceof ListenError && error.message.includes(`Port ${port} `),
    );
    await start({ DATA_DIR: other });
  });
});
