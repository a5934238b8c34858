import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import type { Server } from 'restify';
import { answerWhole } from '../../src/http/answer-whole.ts';
import { Problem } from '../../src/http/problem.ts';
import { closeServer, createServer, listen } from '../../src/http/server.ts';
import { createLog } from '../../src/telemetry/log.ts';

describe('The HTTP server', () => {
  let server: Server;
  let url: string;
  const lines: string[] = [];

  beforeEach(async () => {
    lines.length = 0;
    server = createServer({
      log: createLog('debug', { write: (line: string) => void lines.push(line) }),
      telemetry: { trace() {}, exception() {}, async close() {} },
    });
    url = await listen(server, 0, '127.0.0.1');
  });
  afterEach(() => closeServer(server, 0));

  /** The status that a handler's error is answered with. */
  async function statusOf(error: Error): Promise<number> {
    const path = `/${encodeURIComponent(error.name)}`;
    server.get(path, async () => {
      throw error;
    });
    return (await fetch(url + path, { signal: AbortSignal.timeout(1000) })).status;
  }

  it('answers an error by whatever name it goes, also that of an event', async () => {
    const names = ['error', 'after', 'close', 'connection', 'listening', 'pre', 'routed', 'restifyError'];
    for (const name of names) {
      const error = Object.assign(new Error('odd'), { name });
      assert.equal(await statusOf(error), 500, name);
    }
  });

  it('stays up when a connection cannot be accepted, and notes why', async () => {
    server.server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' }));
    assert.equal(await statusOf(new Error('once more')), 500);
    assert.match(lines.join(''), /"code":"EMFILE".*could not be accepted/);
  });

  it('notes each request that it answered', async () => {
    await statusOf(new Error('noted'));
    while (!/answered/.test(lines.join(''))) await new Promise(setImmediate);
    assert.match(lines.join(''), /"method":"GET".*"status":500/);
  });

  it('sends a problem in one piece, with its length', async () => {
    server.get('/nowhere', async () => {
      throw new Problem(409, 'Held', 'Déjà pris — 1 minute.');
    });
    const answer = await fetch(`${url}/nowhere`);
    const text = await answer.text();
    assert.equal(answer.headers.get('content-length'), String(Buffer.byteLength(text)));
    assert.equal(answer.headers.get('transfer-encoding'), null);
    assert.equal(JSON.parse(text).detail, 'Déjà pris — 1 minute.');
  });

  it('sends the head of an answer alone to whoever asks for no more', async () => {
    server.head('/head', async (_, res) => answerWhole(res, 200, '{"ready":true}', { 'X-Kept': 'yes' }));
    const answer = await fetch(`${url}/head`, { method: 'HEAD' });
    assert.deepEqual([answer.status, answer.headers.get('x-kept'), await answer.text()], [200, 'yes', '']);
  });

  it('cuts off whoever does not read an answer, when it closes', async () => {
    const endless = new Readable({ read: () => endless.push(Buffer.alloc(64 * 1024)) });
    server.get('/endless', async (_, res) => {
      endless.on('error', () => {}).pipe(res);
      await once(res, 'close');
      endless.destroy();
    });
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(socket, 'readable'); // and never reads
    await closeServer(server, 50);
    assert.equal(server.server.listening, false);
    socket.destroy();
  });
});
