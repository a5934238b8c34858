import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../e2e/program.ts';

const SMOKE = fileURLToPath(new URL('../../infra/smoke.ts', import.meta.url));
const KEY = 'a key of the REST API';

/** Answers by path; what it was asked is kept. */
interface Service {
  ready: number;
  version: string;
  verdict(text: string): { label: string; lang: string };
}

describe('The smoke test of a deployment', function () {
  this.timeout(20_000);
  this.slow(5000);
  let server: Server;
  let url: string;
  let service: Service;
  let keys: (string | undefined)[];

  beforeEach(async () => {
    keys = [];
    service = {
      ready: 200,
      version: '1.2.3',
      verdict: (text) =>
        /merci/.test(text) ? { label: 'positive', lang: 'fr' } : { label: 'negative', lang: 'en' },
    };
    server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      if (request.url === '/readyz') {
        response.statusCode = service.ready;
        response.end('{}');
      } else if (request.url === '/version') response.end(JSON.stringify({ version: service.version }));
      else {
        keys.push(request.headers.authorization);
        response.end(JSON.stringify(service.verdict(JSON.parse(body).text)));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  async function smoke() {
    const program = startProgram('the smoke test', [SMOKE, url, '1.2.3', '0'], { SMOKE_API_KEY: KEY });
    return { code: await program.ended, said: program.output() + program.errors() };
  }

  it('passes a service that is ready, is that version, and judges in both languages', async () => {
    const { code, said } = await smoke();
    assert.equal(code, 0, said);
    assert.deepEqual(keys, [`Bearer ${KEY}`, `Bearer ${KEY}`]);
  });

  const faults: [string, () => void, RegExp][] = [
    ['is not ready', () => Object.assign(service, { ready: 503 }), /readyz answered 503/],
    ['runs another version', () => Object.assign(service, { version: '1.2.2' }), /version 1\.2\.2 runs/],
    [
      'judges wrongly',
      () => Object.assign(service, { verdict: () => ({ label: 'negative', lang: 'fr' }) }),
      /was judged negative \(fr\), not positive/,
    ],
  ];
  for (const [title, break_, expected] of faults)
    it(`fails one that ${title}, and says so`, async () => {
      break_();
      const { code, said } = await smoke();
      assert.equal(code, 1);
      assert.match(said, expected);
      assert.doesNotMatch(said, new RegExp(KEY));
    });
});
