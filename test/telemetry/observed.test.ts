import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnector } from '../bot/connector.ts';
import { NO_LOOKUPS } from '../e2e/no-lookups.ts';
import { startReceiver } from '../mail/receiver.ts';
import { createPostgresDatabase } from '../storage/postgres.ts';
import { type Envelope, makeCertificate, startIngestion } from './ingestion.ts';

/** What people write and are called; none of it may leave. */
const PERSONAL = {
  text: 'Ma valise rouge a disparu à Orly',
  fault: 'boum dans la soute',
  author: 'Camille-Durand',
  voter: 'Zoé-Lefèvre',
  teamsName: 'Noémie Petit',
  teamsId: '29:noemie-petit',
  conversation: '19:salon-secret@thread.tacv2',
  recipient: 'ann@airparadis.example',
  query: 'since=1700000000000',
};
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

describe('What Application Insights gets of the service', function () {
  this.timeout(90_000);
  this.slow(30_000);
  let received: readonly Envelope[];
  let asked: string;
  let propagated: readonly string[];

  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'observed-'));
    const certificate = makeCertificate(folder);
    const databaseUrl = await createPostgresDatabase();
    const [ingestion, receiver, connector] = await Promise.all([
      startIngestion(certificate),
      startReceiver(),
      startConnector(),
    ]);
    const service = fork(new URL('observed-service.ts', import.meta.url), {
      execArgv: ['--import', NO_LOOKUPS],
      env: {
        PORT: '0',
        LOG_LEVEL: 'silent',
        DATA_DIR: join(folder, 'data'),
        DATABASE_URL: databaseUrl,
        PEOPLE_KEY: 'k'.repeat(32),
        SMTP_URL: receiver.url,
        ALERT_FROM: 'bot@airparadis.example',
        ALERT_TO: PERSONAL.recipient,
        APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
        APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
        NODE_EXTRA_CA_CERTS: certificate.cert,
      },
    });
    const [url] = await once(service, 'message');
    await use(url, connector.url);
    await receiver.received(1);
    // The post in Teams is judged once it was accepted.
    do asked = await (await fetch(`${url}/metrics`)).text();
    while (said('sentiment_verdicts_total') < 4);
    await stop(service);
    await Promise.all([ingestion.stop(), receiver.close(), connector.close()]);
    rmSync(folder, { recursive: true });
    received = ingestion.received;
    propagated = connector.traceparents;
  });

  async function use(url: string, connectorUrl: string) {
    const post = async (path: string, body: object, headers = {}) => {
      const answer = await fetch(url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return (await answer.json().catch(() => ({}))) as { id: string };
    };
    for (let i = 0; i < 3; i += 1) {
      const { id } = await post('/posts', { text: PERSONAL.text, author: PERSONAL.author, network: 'x' });
      await post('/feedback', { prediction_id: id, correct: false, user: PERSONAL.voter });
    }
    await post('/predict', { text: PERSONAL.fault });
    await fetch(`${url}/stats?${PERSONAL.query}`);
    await fetch(`${url}/people/${PERSONAL.voter}`, { method: 'DELETE' });
    await post('/api/messages', teamsPost(connectorUrl), {
      traceparent: `00-${TRACE}-${CALLER}-01`,
      baggage: `who=${encodeURIComponent(PERSONAL.author)}`,
    });
  }

  async function stop(service: ChildProcess) {
    service.send('stop');
    assert.deepEqual((await once(service, 'exit'))[0], 0);
  }

  /** What Prometheus was told, summed over the labels. */
  const said = (name: string) =>
    asked
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  const ofType = (type: string) => received.filter(({ data }) => data.baseType === type);
  const dependencies = () => ofType('RemoteDependencyData').map(({ data }) => data.baseData);
  const metric = (name: string) =>
    ofType('MetricData').flatMap(({ data: { baseData } }) =>
      (baseData.metrics as { name: string; value: number; count?: number }[])
        .filter((point) => point.name === name)
        .map(({ value, count }) => ({ value, count, ...(baseData.properties as object) })),
    );
  /** Sum over the intervals after which metrics are sent. */
  const total = (name: string, field: 'value' | 'count' = 'value') =>
    metric(name).reduce((sum, point) => sum + (point[field] ?? 0), 0);

  it('is each request by its route, with its status, and a failure when it is ours', () => {
    const requests = ofType('RequestData').map(({ data: { baseData } }) =>
      [baseData.name, baseData.responseCode, baseData.success].join(' '),
    );
    assert.equal(requests.filter((line) => line === 'POST /posts 201 true').length, 3);
    assert.equal(requests.filter((line) => line === 'POST /feedback 201 true').length, 3);
    for (const line of [
      'POST /predict 500 false',
      'GET /stats 422 true',
      'DELETE /people/* 200 true',
      'POST /api/messages 200 true',
    ])
      assert.equal(
        requests.filter((other) => other === line).length,
        1,
        `${line} in:\n${requests.join('\n')}`,
      );
  });

  it('is each query on PostgreSQL as a kind of statement on a table, as part of its request', () => {
    const queries = dependencies().filter(({ type }) => type === 'postgresql');
    for (const name of ['insert predictions', 'select predictions', 'insert votes', 'select incidents'])
      assert.ok(
        queries.some((query) => query.name === name && query.success === true),
        `${name} in ${[...new Set(queries.map((query) => query.name))]}`,
      );
    const request = ofType('RequestData').find(({ data }) => data.baseData.name === 'POST /posts')!;
    const within = received.filter(({ tags }) => tags['ai.operation.parentId'] === request.data.baseData.id);
    assert.ok(within.some(({ data }) => data.baseData.name === 'insert predictions'));
  });

  it('is each call to the Connector by its kind, which is told the trace that the call belongs to', () => {
    const [call, ...more] = received.filter(({ data: { baseData } }) =>
      String(baseData.name).startsWith('POST /v3/'),
    );
    assert.deepEqual(more, []);
    const { name, resultCode, success, target } = call!.data.baseData;
    assert.deepEqual(
      { name, resultCode, success },
      { name: 'POST /v3/conversations/*/activities/*', resultCode: '200', success: true },
    );
    assert.match(String(target), /^127\.0\.0\.1/);
    assert.deepEqual(propagated, [`00-${call!.tags['ai.operation.id']}-${call!.data.baseData.id}-01`]);
    const request = ofType('RequestData').find(({ tags }) => tags['ai.operation.id'] === TRACE)!; // the turn was answered before
    assert.equal(request.tags['ai.operation.parentId'], CALLER);
  });

  it('is the mail that was handed over', () => {
    const mails = dependencies().filter(({ name }) => name === 'SMTP send');
    assert.deepEqual(
      mails.map(({ success }) => success),
      [true],
    );
  });

  it('is the same numbers that Prometheus is told', () => {
    assert.equal(total('sentiment_verdicts_total'), 4);
    assert.equal(total('sentiment_votes_total'), 3);
    assert.equal(total('sentiment_probability', 'count'), 4);
    assert.equal(total('sentiment_inference_seconds', 'count'), 4);
    assert.equal(total('sentiment_queue_seconds', 'count'), 4);
    for (const name of ['sentiment_verdicts_total', 'sentiment_votes_total'])
      assert.equal(said(name), total(name), name);
    for (const name of ['sentiment_probability', 'sentiment_inference_seconds'])
      assert.equal(said(`${name}_count`), total(name, 'count'), name);
    const doors = metric('sentiment_verdicts_total').map((point) => (point as { door?: string }).door);
    assert.deepEqual([...new Set(doors)].sort(), ['api', 'teams']);
    assert.ok(metric('sentiment_bad_vote_rate').every(({ value }) => value === 1));
    assert.ok(metric('sentiment_posts_in_hand').length > 0);
  });

  it('is the failure with its place and without the words that it quotes', () => {
    const exceptions = ofType('ExceptionData').map(({ data }) => data.baseData);
    assert.deepEqual(
      exceptions.map(({ properties }) => properties),
      [{ route: '/predict' }],
    );
    assert.match(JSON.stringify(exceptions), /RangeError/);
  });

  it('is nothing that somebody wrote, no name, no id of a person or a conversation, and no query', () => {
    const everything = JSON.stringify(received).toLowerCase();
    for (const [what, secret] of Object.entries(PERSONAL))
      for (const form of [secret, encodeURIComponent(secret)])
        assert.ok(!everything.includes(form.toLowerCase()), `${what}: ${form}`);
  });
});

function teamsPost(serviceUrl: string) {
  return {
    type: 'message',
    id: '1700000000001',
    channelId: 'msteams',
    serviceUrl,
    from: { id: PERSONAL.teamsId, name: PERSONAL.teamsName, aadObjectId: 'noemie-object' },
    recipient: { id: '28:bot', name: 'bot' },
    conversation: { id: PERSONAL.conversation, conversationType: 'channel', isGroup: true },
    text: PERSONAL.text,
    textFormat: 'plain',
    locale: 'fr-FR',
    timestamp: '2026-11-22T10:00:00.000Z',
    channelData: { channel: { id: PERSONAL.conversation }, tenant: { id: 'tenant' } },
  };
}
