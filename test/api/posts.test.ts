import assert from 'node:assert/strict';
import { openRestDoor, problemOf, type RestDoor } from './rest-door.ts';

describe('POST /posts', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('answers 201 with the verdict and where the prediction is found', async () => {
    const response = await door.post('/posts', {
      text: 'Merci',
      author: 'jean',
      network: 'mastodon',
      url: 'https://mastodon.example/@jean/1',
    });
    assert.equal(response.status, 201);
    const { id, label } = (await response.json()) as { id: string; label: string };
    assert.equal(label, 'positive');
    assert.equal(response.headers.get('location'), `/predictions/${id}`);
    assert.match(response.headers.get('server-timing')!, /^total;/);
  });

  it('believes the language that the caller knows', async () => {
    const given = await door.post('/posts', { text: 'ok', language: 'fr' });
    assert.equal(((await given.json()) as { lang: string }).lang, 'fr');
    const found = await door.post('/posts', { text: 'ok' });
    assert.equal(((await found.json()) as { lang: string }).lang, 'en');
  });

  for (const [what, body, field] of [
    ['a missing text', {}, 'text'],
    ['an address that is none', { text: 'a', url: 'here' }, 'url'],
    ['an address of another kind', { text: 'a', url: 'javascript:alert(1)' }, 'url'],
    ['a network that is no name', { text: 'a', network: 'a b' }, 'network'],
    ['a language nobody reads', { text: 'a', language: 'de' }, 'language'],
    ['an empty author', { text: 'a', author: '' }, 'author'],
  ] as const)
    it(`says 422 and names the field for ${what}`, async () => {
      const response = await door.post('/posts', body);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, field);
    });
});
