import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { ClassifierBusyError } from '../../../../src/sentiment/verdict.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('POST /predict', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('answers with the verdict under the names of the REST contract', async () => {
    const response = await door.post('/predict', { text: 'I love this company' });
    assert.equal(response.status, 200);
    const { id, ...verdict } = (await response.json()) as { id: string };
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(verdict, {
      label: 'positive',
      scores: HAPPY.scores,
      probability: 0.93,
      certain: true,
      lang: 'en',
      truncated: false,
      model: HAPPY.model,
    });
  });

  it('says what the post is about and what it does, where the model knows', async () => {
    const topics = [
      { name: 'baggage', probability: 0.94 },
      { name: 'refund', probability: 0.61 },
    ];
    door.classify = async () => ({ ...HAPPY, topics, act: 'complaint', needsAnswer: 0.83 });
    const said = async (response: Response) => {
      const { topics, act, needs_answer } = (await response.json()) as Record<string, unknown>;
      return { topics, act, needs_answer };
    };
    const predicted = await door.post('/predict', { text: 'They lost my bag' });
    const { id } = (await predicted.clone().json()) as { id: string };
    const expected = { topics, act: 'complaint', needs_answer: 0.83 };
    assert.deepEqual(await said(predicted), expected);
    assert.deepEqual(await said(await door.ask(`/predictions/${id}`)), expected, 'as it was kept');
    const batch = await door.post('/predict/batch', { posts: [{ text: 'They lost my bag' }] });
    const [result] = ((await batch.json()) as { results: { prediction: unknown }[] }).results;
    assert.deepEqual(await said(Response.json(result!.prediction)), expected);
  });

  it('says so where a post is about none of them', async () => {
    door.classify = async () => ({ ...HAPPY, topics: [], act: 'information', needsAnswer: 0 });
    const { topics, needs_answer } = (await (await door.post('/predict', { text: 'Hello' })).json()) as {
      topics: unknown;
      needs_answer: unknown;
    };
    assert.deepEqual([topics, needs_answer], [[], 0]);
  });

  it('gives every prediction an id of its own, also for the same post', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const response = await door.post('/predict', { text: 'merci' });
        return ((await response.json()) as { id: string }).id;
      }),
    );
    assert.equal(new Set(ids).size, 20);
  });

  it('says 422 with the field for a post that holds nothing to judge', async () => {
    door.classify = async () => null;
    const response = await door.post('/predict', { text: 'https://example.org' });
    assert.equal(response.status, 422);
    assert.equal((await problemOf(response)).errors?.[0]?.field, 'text');
  });

  for (const [what, body, field] of [
    ['a missing text', {}, 'text'],
    ['a text that is no string', { text: 3 }, 'text'],
    ['an empty text', { text: '' }, 'text'],
    ['a text of 5,001 characters', { text: 'a'.repeat(5001) }, 'text'],
    ['a text of 5,001 emoji', { text: '😊'.repeat(5001) }, 'text'],
    ['a field it does not know', { text: 'a', langue: 'fr' }, 'langue'],
    ['an array', [{ text: 'a' }], 'body'],
    ['null', 'null', 'body'],
  ] as const)
    it(`says 422 and names the field for ${what}`, async () => {
      const response = await door.post('/predict', body);
      assert.equal(response.status, 422);
      const { errors, detail } = await problemOf(response);
      assert.equal(errors?.[0]?.field, field);
      assert.match(detail, new RegExp(`^${field}: `));
    });

  it('says that a field is missing, and what another should have been', async () => {
    const detailOf = async (body: unknown) => (await problemOf(await door.post('/predict', body))).detail;
    assert.equal(await detailOf({}), 'text: is missing');
    assert.match(await detailOf({ text: 3 }), /^text: .*expected string/);
  });

  it('takes a text of exactly 5,000 characters, and one with NUL and lone surrogates', async () => {
    assert.equal((await door.post('/predict', { text: 'é'.repeat(5000) })).status, 200);
    assert.equal((await door.post('/predict', { text: '😊'.repeat(5000) })).status, 200);
    assert.equal((await door.post('/predict', '{"text":"\\u0000 \\ud83d ok"}')).status, 200);
  });

  for (const [what, body] of [
    ['broken JSON', '{"text":'],
    ['an empty body', ''],
  ] as const)
    it(`says 400 for ${what}`, async () => {
      const response = await door.post('/predict', body);
      assert.equal(response.status, 400);
      assert.ok((await problemOf(response)).detail.length > 10);
    });

  const bytes = (text: string, encoding: BufferEncoding) => Buffer.from(JSON.stringify({ text }), encoding);

  it('refuses bytes that are not UTF-8 rather than judge them without their accents', async () => {
    for (const type of ['application/json', 'application/json; charset=UTF-8']) {
      const response = await door.post('/predict', bytes('Réservation refusée', 'latin1'), {
        'content-type': type,
      });
      assert.equal(response.status, 400);
      assert.match((await problemOf(response)).detail, /not in utf-8.*name its charset/);
    }
  });

  it('reads the next body as it is, wherever the last one broke off', async () => {
    const judged: string[] = [];
    door.classify = async (text) => {
      judged.push(text);
      return HAPPY;
    };
    const whole = bytes('Réservation', 'utf8');
    const brokenOff = whole.subarray(0, whole.indexOf(0xc3) + 1);
    for (const body of [brokenOff, whole, brokenOff, whole])
      await door.post('/predict', body, { 'content-type': 'application/json' });
    assert.deepEqual(judged, ['Réservation', 'Réservation']);
  });

  it('reads a body in the charset that it declares', async () => {
    const judged: string[] = [];
    door.classify = async (text) => {
      judged.push(text);
      return HAPPY;
    };
    const sent = [
      ['windows-1252', bytes('Réservation refusée', 'latin1')],
      ['"ISO-8859-1"', bytes('Réservation refusée', 'latin1')],
      ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('Réservation refusée', 'utf16le')])],
    ] as const;
    for (const [charset, body] of sent) {
      const response = await door.post('/predict', body, {
        'content-type': `application/json; charset=${charset}`,
      });
      assert.equal(response.status, 200);
    }
    assert.deepEqual(judged, Array(3).fill('Réservation refusée'));
  });

  it('judges HTML by its text and leaves out what others wrote', async () => {
    const judged: string[] = [];
    door.classify = async (text) => {
      judged.push(text);
      return HAPPY;
    };
    await door.post('/predict', { text: '<p>Valise <em>perdue</em><br>merci&nbsp;!</p>' });
    await door.post('/predict', { text: '> Valise perdue\nretrouvée' });
    assert.deepEqual(judged, ['Valise perdue\nmerci\u00a0!', '\nretrouvée']);
  });

  it('says 415 for a charset that nobody knows', async () => {
    const response = await door.post('/predict', '{"text":"a"}', {
      'content-type': 'application/json; charset=klingon',
    });
    assert.equal(response.status, 415);
    assert.match((await problemOf(response)).detail, /klingon/);
  });

  it('names a byte order mark, which nobody sees', async () => {
    const response = await door.post('/predict', '\uFEFF{"text":"a"}');
    assert.equal(response.status, 400);
    assert.match((await problemOf(response)).detail, /byte order mark/);
  });

  it('says 413 for a body above 64 KB', async () => {
    const response = await door.post('/predict', { text: 'a'.repeat(70_000) });
    assert.equal(response.status, 413);
    await problemOf(response);
  });

  it('says 415 for what is not JSON, and for compressed bodies, broken ones included', async () => {
    const plain = await door.post('/predict', '{"text":"a"}', { 'content-type': 'text/plain' });
    const zipped = await door.post('/predict', gzipSync('{"text":"a"}'), { 'content-encoding': 'gzip' });
    const broken = await door.post('/predict', Buffer.from('not gzip'), { 'content-encoding': 'gzip' });
    for (const response of [plain, zipped, broken]) {
      assert.equal(response.status, 415);
      await problemOf(response);
    }
    assert.equal((await door.post('/predict', { text: 'still alive' })).status, 200);
  });

  it('says 429 and when to come back while the queue is full', async () => {
    door.classify = async () => {
      throw new ClassifierBusyError();
    };
    const response = await door.post('/predict', { text: 'a' });
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '1');
    await problemOf(response);
  });

  it('says 500 without a word of the inside when something unforeseen fails, and reports it', async () => {
    door.classify = async () => {
      throw new Error('secret detail about the post');
    };
    const response = await door.post('/predict', { text: 'a' });
    assert.equal(response.status, 500);
    assert.doesNotMatch(JSON.stringify(await problemOf(response)), /secret/);
    assert.equal(door.exceptions.length, 1);
  });

  it('refuses whoever came through a proxy or asks for another host', async () => {
    const proxied = await door.post('/predict', { text: 'a' }, { 'x-forwarded-for': '203.0.113.9' });
    assert.equal(proxied.status, 403);
    await problemOf(proxied);
    assert.equal(await statusWithHost(door.url, 'evil.example'), 403);
    assert.equal(await statusWithHost(door.url, '127.evil.example'), 403);
    assert.equal(await statusWithHost(door.url, 'localhost:3978'), 200);
    assert.equal(await statusWithHost(door.url, '[::1]:3978'), 200);
  });

  it('says 404 for a path and 405 for a method that do not exist', async () => {
    assert.equal((await problemOf(await fetch(`${door.url}/nowhere`))).status, 404);
    assert.equal((await problemOf(await fetch(`${door.url}/predict`))).status, 405);
  });
});

/** fetch does not let a caller choose the Host header; node:http does. */
async function statusWithHost(url: string, host: string): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/predict`, {
      method: 'POST',
      headers: { host, 'content-type': 'application/json' },
    });
    asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
    asked.end('{"text":"a"}');
  });
}
