import assert from 'node:assert/strict';
import type { ClassifyOptions, Verdict } from '../../src/sentiment/verdict.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from './rest-door.ts';

describe('the REST door under pressure', () => {
  let door: RestDoor;
  let begun: { verdict: PromiseWithResolvers<Verdict | null>; options: ClassifyOptions | undefined }[];
  beforeEach(async () => {
    door = await openRestDoor({ postsInFlight: 3 });
    begun = [];
    door.classify = (_post, options) => {
      const verdict = Promise.withResolvers<Verdict | null>();
      begun.push({ verdict, options });
      return verdict.promise;
    };
  });
  afterEach(() => door.close());

  const predict = (init = {}) =>
    fetch(`${door.url}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"a"}',
      ...init,
    });
  const until = async (met: () => boolean) => {
    while (!met()) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const finishAll = () => {
    for (const { verdict } of begun) verdict.resolve(HAPPY);
  };

  it('says 429 and when to come back beyond the posts it takes at once, and begins none of a batch', async () => {
    const three = [predict(), predict(), predict()];
    await until(() => begun.length === 3);
    const batch = await door.post('/predict/batch', { posts: [{ text: 'a' }, { text: 'b' }] });
    assert.equal(batch.status, 429);
    assert.equal(batch.headers.get('retry-after'), '1');
    await problemOf(batch);
    assert.equal((await predict()).status, 429);
    assert.equal(begun.length, 3);
    finishAll();
    for (const response of await Promise.all(three)) assert.equal(response.status, 200);
    door.classify = async () => HAPPY;
    assert.equal((await predict()).status, 200);
  });

  it('takes a batch whole while there is room for one post more, and nothing beside it then', async () => {
    const two = [predict(), predict()];
    await until(() => begun.length === 2);
    const posts = Array.from({ length: 10 }, () => ({ text: 'a' }));
    const batch = door.post('/predict/batch', { posts });
    await until(() => begun.length === 12);
    assert.equal((await predict()).status, 429);
    finishAll();
    assert.equal((await batch).status, 200);
    for (const response of await Promise.all(two)) assert.equal(response.status, 200);
  });

  it('drops the posts of a client that has gone, and reports nothing', async () => {
    const leaving = new AbortController();
    const gone = predict({ signal: leaving.signal });
    await until(() => begun.length === 1);
    const { verdict, options } = begun[0]!;
    options!.signal!.addEventListener('abort', () => verdict.reject(options!.signal!.reason));
    leaving.abort();
    await assert.rejects(gone);
    await until(() => options!.signal!.aborted);
    door.classify = async () => HAPPY;
    const posts = Array.from({ length: 3 }, () => ({ text: 'a' }));
    assert.equal((await door.post('/predict/batch', { posts })).status, 200);
    assert.deepEqual(door.exceptions, []);
  });

  it('tells where the time of its posts went', async () => {
    door.classify = async (_post, options) => {
      options?.onTiming?.({ tokenise: 1, queue: 20, inference: 3 });
      return HAPPY;
    };
    const posts = [{ text: 'a' }, { text: 'b' }];
    const header = (await door.post('/predict/batch', { posts })).headers.get('server-timing');
    assert.match(header!, /^total;dur=\d+\.\d, queue;dur=20\.0, tokenise;dur=2\.0, inference;dur=6\.0$/);
  });
});
