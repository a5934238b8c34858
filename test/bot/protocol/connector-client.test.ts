import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ConnectorError, createConnectorClient } from '../../../src/bot/protocol/connector-client.ts';

const HOUR = 3_600_000;

describe('The client of the connector', () => {
  let server: Server;
  let headers: Record<string, string>;
  beforeEach(async () => {
    server = createServer((_req, res) => {
      res.writeHead(429, headers);
      res.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => server.close());

  async function toldToWait(): Promise<number | undefined> {
    const { port } = server.address() as AddressInfo;
    const reference = {
      conversation: 'c',
      serviceUrl: `http://127.0.0.1:${port}/`,
      host: 'msteams',
      bot: '28:b',
    };
    const client = createConnectorClient({ authorize: async () => undefined });
    const error = await client.remove(reference, 'a').then(
      () => assert.fail('it was taken'),
      (reason: ConnectorError) => reason,
    );
    return error.retryAfter;
  }

  it('waits for a token no longer than for an answer, and knows that nothing was sent', async () => {
    const client = createConnectorClient({ authorize: () => new Promise(() => {}), patience: 20 });
    const reference = { conversation: 'c', serviceUrl: 'http://127.0.0.1:9/', host: 'msteams', bot: '28:b' };
    await assert.rejects(
      client.remove(reference, 'a'),
      (error: ConnectorError) => !error.sent && /no token/.test(error.message),
    );
  });

  it('reads how long it is to wait: seconds, also broken ones, and nothing that is no time', async () => {
    for (const [header, wait] of [
      ['7', 7000],
      ['0.25', 250],
      ['-5', 0],
      ['soon', undefined],
    ] as const) {
      headers = { 'retry-after': header };
      assert.equal(await toldToWait(), wait, header);
    }
  });

  it('takes a date by the clock of whoever gave it, whatever the clock here says', async () => {
    for (const ahead of [-5 * HOUR, 0, 5 * HOUR]) {
      const there = Math.floor(Date.now() / 1000) * 1000 + ahead;
      headers = {
        date: new Date(there).toUTCString(),
        'retry-after': new Date(there + 40_000).toUTCString(),
      };
      assert.equal(await toldToWait(), 40_000, `${ahead} ms ahead`);
    }
  });
});
