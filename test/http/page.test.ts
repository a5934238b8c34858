import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Server } from 'restify';
import { mountPage } from '../../src/http/page.ts';
import { closeServer, createServer, listen } from '../../src/http/server.ts';
import { createLog } from '../../src/telemetry/log.ts';

const SCRIPT = 'export const answer = 42;\n'.repeat(50);

describe('mountPage', () => {
  let folder: string;
  let server: Server;
  let url: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-page-'));
  });
  afterEach(async () => {
    await closeServer(server);
    await rm(folder, { recursive: true });
  });

  async function open(files: Readonly<Record<string, string>>): Promise<void> {
    await mkdir(join(folder, 'assets'));
    for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
    await serve(folder);
  }

  async function serve(from: string): Promise<void> {
    server = createServer({
      log: createLog('silent'),
      telemetry: { trace() {}, exception() {}, async close() {} },
    });
    mountPage(server, pathToFileURL(`${from}/`));
    url = await listen(server, 0, '127.0.0.1');
  }

  const built = () => open({ 'index.html': '<!doctype html>', 'assets/app-1a2b.js': SCRIPT });

  it('serves the page at /, asked for again at every visit', async () => {
    await built();
    const response = await fetch(url);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    assert.equal(await response.text(), '<!doctype html>');
  });

  it('lets browsers keep what has a hash in its name for ever', async () => {
    await built();
    const response = await fetch(`${url}/assets/app-1a2b.js`);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(await response.text(), SCRIPT);
  });

  it('compresses for who takes gzip, and sends the same bytes plain to who does not', async () => {
    await built();
    const zipped = await bytesOf('/assets/app-1a2b.js', { 'accept-encoding': 'gzip, br' });
    assert.equal(zipped.headers['content-encoding'], 'gzip');
    assert.ok(zipped.body.length < SCRIPT.length);
    assert.equal(gunzipSync(zipped.body).toString(), SCRIPT);
    const plain = await bytesOf('/assets/app-1a2b.js', {});
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(plain.body.toString(), SCRIPT);
  });

  it('answers 304 to who has it already, and HEAD without a body', async () => {
    await built();
    const etag = (await fetch(url)).headers.get('etag')!;
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
    const head = await fetch(url, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
  });

  it('lets no script but its own run, and nobody but the hosts of Teams frame it', async () => {
    await built();
    const policy = (await fetch(url)).headers.get('content-security-policy')!;
    const directive = (name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `));
    assert.equal(directive('script-src'), "script-src 'self'");
    assert.equal(directive('default-src'), "default-src 'none'");
    assert.doesNotMatch(policy, /unsafe/);
    assert.match(directive('frame-ancestors')!, / https:\/\/teams\.microsoft\.com /);
    assert.doesNotMatch(directive('frame-ancestors')!, / (\*|https?:|'self')( |$)/);
  });

  it('knows no file that was not built', async () => {
    await built();
    await writeFile(join(folder, 'later.txt'), 'not built');
    for (const path of ['/later.txt', '/assets/', '/assets/..%2f..%2fetc%2fpasswd', '/../package.json'])
      assert.equal((await bytesOf(path, {})).status, 404, path);
  });

  it('says what to do when the page was not built', async () => {
    await serve(join(folder, 'nowhere'));
    const response = await fetch(url);
    assert.equal(response.status, 503);
    assert.match(((await response.json()) as { detail: string }).detail, /npm run build:page/);
  });

  /** Unlike fetch, node:http asks for paths as they are written and does not decompress. */
  function bytesOf(path: string, headers: Record<string, string>) {
    const { hostname, port } = new URL(url);
    return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
      (resolve, reject) => {
        const asked = request({ hostname, port, path, headers }, async (response) => {
          const chunks = await response.toArray();
          resolve({
            status: response.statusCode!,
            headers: response.headers,
            body: Buffer.concat(chunks),
          });
        });
        asked.on('error', reject).end();
      },
    );
  }
});
