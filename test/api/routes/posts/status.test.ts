import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { StatusOut } from '../../../../src/api/routes/posts/status.ts';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import { verdict } from '../../../feedback/verdicts.ts';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

type StatusBody = z.output<typeof StatusOut>;

describe('PATCH /posts/{id}/status', () => {
  const [zoe, sam, reader] = [
    createApiKey('zoe', 'read+triage'),
    createApiKey('sam', 'read+triage'),
    createApiKey('reader', 'read'),
  ];
  let door: RestDoor;
  let id: string;
  beforeEach(async () => {
    door = await openRestDoor({ keys: parseApiKeys([zoe, sam, reader].map(({ entry }) => entry).join()) });
    id = await record('Valise perdue', { label: 'negative' });
  });
  afterEach(() => door.close());

  async function record(text: string, said: object) {
    const origin = `mastodon:https://m.example/${text.length}`;
    return (await door.feedback.record({ verdict: { ...verdict, ...said }, text, door: 'api', origin })).id;
  }
  const as = ({ key }: { key: string }) => ({ authorization: `Bearer ${key}` });
  const set = (who: { key: string }, status: unknown, headers: Record<string, string> = {}, of = id) =>
    door.ask(`/posts/${of}/status`, {
      method: 'PATCH',
      headers: { ...as(who), 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ status }),
    });
  const read = async (who: { key: string }) =>
    (await (await door.ask(`/posts/${id}/status`, { headers: as(who) })).json()) as StatusBody;
  const seen = (etag: string) => ({ 'if-match': etag });

  it('takes a post as it was seen, and tells whose it is without a name', async () => {
    const before = await read(zoe);
    assert.deepEqual([before.status, before.etag, before.yours], ['open', '"1"', false]);
    const answer = await set(zoe, 'taken', seen(before.etag));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('etag'), '"2"');
    const { status, yours, history } = (await answer.json()) as StatusBody;
    assert.deepEqual([status, yours, history.map(({ by }) => by)], ['taken', true, ['nobody', 'you']]);
    const others = await read(sam);
    assert.deepEqual(
      [others.status, others.yours, others.history.map(({ by }) => by)],
      ['taken', false, ['nobody', 'somebody']],
    );
  });

  it('lets one of two win who saw the same, and tells the other what won, since when, and not who', async () => {
    await set(zoe, 'taken', seen('"1"'));
    const late = await set(sam, 'answered', seen('"1"'));
    assert.equal(late.status, 412);
    assert.equal(late.headers.get('etag'), '"2"');
    const { detail } = await problemOf(late);
    assert.match(detail, /somebody else has it, since \d{4}-/);
    assert.doesNotMatch(detail, /zoe/);
    assert.equal((await read(sam)).status, 'taken');
    const stale = await problemOf(await set(zoe, 'answered', seen('"1"')));
    assert.match(stale.detail, /If-Match: you have it, since/);
  });

  it('overwrites whatever there is for *, and takes in a post that waited for nothing', async () => {
    await set(zoe, 'taken', seen('"1"'));
    assert.equal((await set(sam, 'answered', seen('*'))).status, 200);
    const thanks = await record('Merci !', { label: 'positive' });
    assert.equal((await set(sam, 'open', seen('"0"'), thanks)).status, 200);
  });

  it('wants an If-Match, and one that is an ETag of a status', async () => {
    assert.equal((await problemOf(await set(zoe, 'taken'))).status, 428);
    for (const tag of ['2', 'W/"2"', '"x"', '"1", "2"']) {
      const { status, errors } = await problemOf(await set(zoe, 'taken', seen(tag)));
      assert.deepEqual([status, errors?.[0]?.field], [422, 'If-Match']);
    }
    assert.equal((await read(zoe)).status, 'open');
  });

  it('refuses a status that there is not, an id that is not known, and a key without the scope', async () => {
    assert.equal((await set(zoe, 'done', seen('"1"'))).status, 422);
    assert.equal((await set(zoe, 'taken', seen('"0"'), crypto.randomUUID())).status, 404);
    assert.equal((await set(zoe, 'taken', seen('"0"'), 'no-id')).status, 422);
    assert.equal((await set(reader, 'taken', seen('"1"'))).status, 403);
  });

  it('is done once under its Idempotency-Key, and answered alike', async () => {
    const headers = { ...seen('"1"'), 'idempotency-key': 'take-it' };
    const first = await (await set(zoe, 'taken', headers)).json();
    await set(sam, 'answered', seen('"2"'));
    const again = await set(zoe, 'taken', headers);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.equal(again.headers.get('etag'), '"2"');
    assert.deepEqual(await again.json(), first);
    assert.equal((await read(sam)).status, 'answered');
  });

  it('shows in the list, which is filtered by it, and in files', async () => {
    await record('Merci !', { label: 'positive' });
    await set(zoe, 'taken', seen('"1"'));
    const list = async (query: string) => {
      const answer = await door.ask(`/posts?${query}`, { headers: as(zoe) });
      return (await answer.json()) as {
        posts: { id: string; status: string; yours: boolean; etag: string }[];
      };
    };
    const { posts } = await list('status=taken');
    assert.deepEqual(
      posts.map((post) => [post.id, post.status, post.yours, post.etag]),
      [[id, 'taken', true, '"2"']],
    );
    assert.deepEqual((await list('status=open')).posts, []);
    const file = await door.ask('/posts?format=csv&locale=fr&status=taken', { headers: as(zoe) });
    assert.match(await file.text(), /;pris en charge;\d{4}-\d\d-\d\d/);
  });
});
