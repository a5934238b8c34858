import assert from 'node:assert/strict';
import { ClassifierBusyError, scoresOf } from '../../../../src/sentiment/verdict.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('POST /explain', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('tells where each word stands and by how much it moves the verdict', async () => {
    door.classify = async (post) => {
      const probability = post.includes('perdue') ? 0.1 : 0.5;
      return { ...HAPPY, label: 'negative', probability, scores: scoresOf(probability, 0) };
    };
    const response = await door.post('/explain', { text: 'Valise perdue' });
    assert.equal(response.status, 200);
    const { words } = (await response.json()) as { words: { start: number; end: number; weight: number }[] };
    assert.deepEqual(
      words.map(({ start, end, weight }) => [start, end, Math.round(weight * 100) / 100]),
      [
        [0, 6, 0],
        [7, 13, 2.2],
      ],
    );
  });

  it('has no words for a post that holds nothing to judge', async () => {
    const response = await door.post('/explain', { text: 'https://example.org' });
    assert.deepEqual(await response.json(), {
      text: 'https://example.org',
      words: [],
      judged_until: 19,
    });
  });

  it('gives the text that its places are in, when the post was HTML', async () => {
    const response = await door.post('/explain', { text: '<p>Valise&nbsp;<b>perdue</b></p>' });
    const { text, words } = (await response.json()) as {
      text: string;
      words: { start: number; end: number }[];
    };
    assert.equal(text, 'Valise\u00a0perdue');
    assert.deepEqual(
      words.map(({ start, end }) => text.slice(start, end)),
      ['Valise', 'perdue'],
    );
  });

  it('checks its body as /predict does', async () => {
    const response = await door.post('/explain', { text: '' });
    assert.equal(response.status, 422);
    assert.equal((await problemOf(response)).errors?.[0]?.field, 'text');
  });

  it('says 429 while the queue is full', async () => {
    door.classify = async () => {
      throw new ClassifierBusyError();
    };
    assert.equal((await door.post('/explain', { text: 'nul' })).status, 429);
  });

  it('leaves the places of posts in flight to /predict', async () => {
    const held = Promise.withResolvers<void>();
    const yields: unknown[] = [];
    door.classify = async (_post, options) => {
      yields.push(options?.yields);
      if (options?.yields) await held.promise;
      return HAPPY;
    };
    const posts = Array.from({ length: 10 }, (_, at) => `vol ${'très '.repeat(at)}nul`);
    const explained = posts.map((text) => door.post('/explain', { text }));
    while (yields.length === 0) await new Promise(setImmediate);
    assert.equal((await door.post('/predict', { text: 'Vol nul' })).status, 200);
    held.resolve();
    for (const response of await Promise.all(explained)) assert.equal(response.status, 200);
    assert.equal(yields.filter((one) => !one).length, 1);
  });

  it('answers programs on the same machine only', async () => {
    const proxied = await door.post('/explain', { text: 'a' }, { 'x-forwarded-for': '203.0.113.9' });
    assert.equal(proxied.status, 403);
  });
});
