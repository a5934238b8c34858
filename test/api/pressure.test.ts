import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
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

  it('says 429 before it looks at what was sent, and takes the next request on the same connection', async () => {
    const three = [predict(), predict(), predict()];
    await until(() => begun.length === 3);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const long = JSON.stringify({ text: 'a'.repeat(900_000) });
    const refused = await askBy(agent, `${door.url}/predict/batch`, long);
    assert.equal(refused.status, 429);
    assert.equal((await predict({ body: 'no JSON' })).status, 429);
    finishAll();
    await Promise.all(three);
    door.classify = async () => HAPPY;
    const taken = await askBy(agent, `${door.url}/predict`, '{"text":"a"}');
    assert.deepEqual([taken.status, taken.port], [200, refused.port]);
    agent.destroy();
  });

  it('lets in who may have an answer waiting', async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'again' };
    door.classify = async () => HAPPY;
    const first = await predict({ headers });
    door.classify = (_post, options) => {
      const verdict = Promise.withResolvers<Verdict | null>();
      begun.push({ verdict, options });
      return verdict.promise;
    };
    const three = [predict(), predict(), predict()];
    await until(() => begun.length === 3);
    const again = await predict({ headers });
    assert.equal(again.status, 200);
    assert.deepEqual(await again.json(), await first.json());
    const other = await predict({ headers: { ...headers, 'idempotency-key': 'another' } });
    assert.equal(other.status, 429);
    finishAll();
    await Promise.all(three);
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

/** Posts over a connection of the agent's. @returns what was answered, and the port of the connection. */
function askBy(agent: Agent, url: string, body: string): Promise<{ status: number; port: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; port: number }>();
  const asked = request(
    url,
    { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
    (answer) => {
      const { localPort } = answer.socket;
      answer.on('end', () => resolve({ status: answer.statusCode!, port: localPort! }));
      answer.resume();
    },
  );
  asked.on('error', reject);
  asked.end(body);
  return promise;
}
