import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createSentiment, SentimentError } from '../../docs/clients/sentiment.ts';
import { createApiKey, parseApiKeys } from '../../src/api-keys.ts';
import { ClassifierBusyError } from '../../src/sentiment/verdict.ts';
import { freePort } from '../storage/free-port.ts';
import { HAPPY, openRestDoor, type RestDoor } from './rest-door.ts';

const EXPECTED = ['positive', [['prediction'], ['problem']], { up: 0, down: 1 }, ['delay'], 401];

/** A gateway in front of a service: drops the connection, then is asked back by date, then answers with a page, then lets through. */
async function openGateway() {
  const keys: unknown[] = [];
  const server = createServer((req, res) => {
    req.resume().on('end', () => {
      const attempt = keys.push(req.headers['idempotency-key']);
      if (req.headers.authorization) res.writeHead(403, { 'content-type': 'text/html' });
      else if (attempt === 1) return void req.socket.destroy();
      else if (attempt === 2)
        res.writeHead(429, { 'retry-after': new Date(Date.now() - 5000).toUTCString() });
      else if (attempt === 3) res.writeHead(504, { 'content-type': 'text/html' });
      else return void res.end('{"id":"1","label":"positive"}');
      res.end('<!doctype html><h1>Not now</h1>');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, keys, close: () => server.close() };
}

describe('the client examples', () => {
  const bot = createApiKey('bot', 'predict+feedback');
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor({ keys: parseApiKeys(bot.entry) });
    let asked = 0;
    door.classify = async () => {
      asked += 1;
      if (asked === 1) throw new ClassifierBusyError();
      return HAPPY;
    };
  });
  afterEach(() => door.close());

  it('judge, vote, wait while the service is busy and tell why it refuses, in TypeScript', async () => {
    const sentiment = createSentiment({ url: door.url, key: bot.key });
    const { id, label } = await sentiment.predict('Vol annulé 😞');
    const batch = await sentiment.predictBatch(['merci', '']);
    const { tally, topics } = await sentiment.feedback({
      prediction_id: id,
      correct: false,
      label: 'neutral',
      topics: ['delay'],
      user: 'ana',
    });
    const refused = await createSentiment({ url: door.url, key: 'wrong' })
      .predict('merci')
      .catch((error) => {
        assert.ok(error instanceof SentimentError);
        return error.problem.status;
      });
    assert.deepEqual([label, batch.map((result) => Object.keys(result)), tally, topics, refused], EXPECTED);
  });

  it('do the same in Python', async function () {
    if (spawnSync('python3', ['--version']).error) this.skip();
    const program = fileURLToPath(new URL('./clients.py', import.meta.url));
    const { stdout } = await promisify(execFile)('python3', [program, door.url, bot.key]);
    assert.deepEqual(JSON.parse(stdout), EXPECTED);
  });

  describe('behind a gateway', () => {
    let gateway: Awaited<ReturnType<typeof openGateway>>;
    beforeEach(async () => {
      gateway = await openGateway();
    });
    afterEach(() => gateway.close());
    const EXPECTED_THERE = ['positive', 403, 0];

    it('outlast a dropped connection, a date to come back at and a page in HTML, in TypeScript', async () => {
      const statusOf = (url: string, key?: string) =>
        createSentiment({ url, ...(key && { key }) })
          .predict('merci')
          .catch((error) => {
            assert.ok(error instanceof SentimentError, String(error));
            assert.ok(error.message.length > 20);
            return error.problem.status;
          });
      const { label } = await createSentiment({ url: gateway.url }).predict('merci');
      assert.equal(new Set(gateway.keys).size, 1);
      const closed = `http://127.0.0.1:${await freePort()}`;
      assert.deepEqual([label, await statusOf(gateway.url, 'wrong'), await statusOf(closed)], EXPECTED_THERE);
    }).timeout(30_000);

    it('do the same in Python', async function () {
      if (spawnSync('python3', ['--version']).error) this.skip();
      const program = fileURLToPath(new URL('./clients-behind-gateway.py', import.meta.url));
      const closed = `http://127.0.0.1:${await freePort()}`;
      const { stdout } = await promisify(execFile)('python3', [program, gateway.url, closed]);
      assert.deepEqual(JSON.parse(stdout), EXPECTED_THERE);
      assert.equal(new Set(gateway.keys.slice(0, 4)).size, 1);
    }).timeout(30_000);
  });
});
