import assert from 'node:assert/strict';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

describe('GET /docs', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('is a page whose every part this service serves itself, without inline script', async () => {
    const response = await door.ask('/docs');
    const page = await response.text();
    const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part!);
    assert.equal(parts.length, 4);
    for (const part of parts) assert.equal((await door.ask(`/${part}`)).status, 200);
    assert.doesNotMatch(page, /<script>/);
    const policy = response.headers.get('content-security-policy')!;
    assert.match(policy, /script-src 'self';/);
    assert.match(policy, /default-src 'none'/);
  });

  it('serves no other file', async () => {
    for (const file of ['package.json', '..%2Fpackage.json', '%2e%2e%2fpackage.json'])
      assert.equal((await door.ask(`/docs/${file}`)).status, 422);
  });
});
