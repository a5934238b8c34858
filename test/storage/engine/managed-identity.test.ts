import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../../../src/storage/engine/database.ts';
import { StorageError } from '../../../src/storage/engine/errors.ts';
import { createPostgresDatabase } from '../postgres.ts';

// One for each test: the library keeps tokens, and Azure's address, for the whole process.
const KNOWN = '33333333-3333-4333-8333-333333333333';
const UNKNOWN = '44444444-4444-4444-8444-444444444444';

describe('Signing in to PostgreSQL with a managed identity', function () {
  this.timeout(60_000);
  this.slow(5000);
  let databaseUrl: URL;
  let password: string;
  let azure: Server;
  let asked: URL[];
  let token: string;

  // What App Service offers to the programs that it runs: an address of its own, and a header that proves them.
  before(async () => {
    databaseUrl = new URL(await createPostgresDatabase());
    password = decodeURIComponent(databaseUrl.password);
    databaseUrl.password = '';
    asked = [];
    azure = createServer((request, response) => {
      asked.push(new URL(request.url!, 'http://azure'));
      const expires = Math.floor(Date.now() / 1000) + 24 * 3600;
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({ access_token: token, expires_on: String(expires), token_type: 'Bearer' }),
      );
    });
    await new Promise<void>((resolve) => azure.listen(0, '127.0.0.1', resolve));
    process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(azure.address() as AddressInfo).port}/token`;
    process.env.IDENTITY_HEADER = 'proof';
  });

  after(async () => {
    delete process.env.IDENTITY_ENDPOINT;
    delete process.env.IDENTITY_HEADER;
    await new Promise((resolve) => azure.close(resolve).closeAllConnections());
  });

  const open = (databaseIdentity: string) =>
    openDatabase({ dataDir: '', databaseUrl: databaseUrl.href, databaseIdentity });

  it('takes a token for PostgreSQL in place of a password', async () => {
    token = password;
    const database = await open(KNOWN);
    await database.probe();
    await database.close();
    assert.equal(asked.length, 1);
    assert.equal(asked[0]!.searchParams.get('client_id'), KNOWN);
    assert.equal(asked[0]!.searchParams.get('resource'), 'https://ossrdbms-aad.database.windows.net');
  });

  it('says what to do when PostgreSQL does not know the identity', async () => {
    token = 'a token of somebody else';
    await assert.rejects(open(UNKNOWN), (error) => {
      assert.ok(error instanceof StorageError);
      assert.match(error.message, /refuses user postgres/);
      assert.doesNotMatch(error.message, /somebody else/);
      return true;
    });
  });
});
