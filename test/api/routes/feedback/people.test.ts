import assert from 'node:assert/strict';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

describe('DELETE /people/{user}', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const forget = async (user: string, query = '') => {
    const response = await door.ask(`/people/${encodeURIComponent(user)}${query}`, { method: 'DELETE' });
    assert.equal(response.status, 200);
    return response.json();
  };
  const judge = async (body: object = { text: 'merci' }) => {
    const response = await door.post('/posts', body);
    return ((await response.json()) as { id: string }).id;
  };

  it('takes back the votes of a user, however their name is written', async () => {
    const user = `29:${'é/%?#'.repeat(30)}`;
    const prediction_id = await judge();
    await door.post('/feedback', { prediction_id, correct: false, user });
    await door.post('/feedback', { prediction_id, correct: true, user: 'another' });
    assert.deepEqual(await forget(user), { votes: 1, posts: 0, reviews: 0 });
    const { tally } = (await (await door.ask(`/predictions/${prediction_id}`)).json()) as { tally: object };
    assert.deepEqual(tally, { up: 1, down: 0 });
  });

  it('erases what an author wrote on a network, and nothing of the same name elsewhere', async () => {
    const post = { text: 'merci', author: 'jean', url: 'https://a.example/1' };
    await judge({ ...post, network: 'mastodon' });
    await judge({ ...post, network: 'bluesky' });
    assert.deepEqual(await forget('jean', '?network=mastodon'), { votes: 0, posts: 1, reviews: 0 });
    assert.deepEqual(await forget('jean', '?network=mastodon'), { votes: 0, posts: 0, reviews: 0 });
    assert.deepEqual(await forget('jean'), { votes: 0, posts: 0, reviews: 0 });
    assert.deepEqual(await forget('jean', '?network=bluesky'), { votes: 0, posts: 1, reviews: 0 });
  });

  it('forgets by the keyed hash of a person, which names nobody in a path', async () => {
    const prediction_id = await judge();
    await door.post('/feedback', { prediction_id, correct: false, user: 'marie' });
    assert.deepEqual(await forget(door.hashPerson('api', 'marie')), { votes: 1, posts: 0, reviews: 0 });
  });

  it('finds nothing of somebody unknown', async () => {
    assert.deepEqual(await forget('nobody'), { votes: 0, posts: 0, reviews: 0 });
  });

  it('says 422 without a name, and 404 to one that is no text', async () => {
    assert.equal((await door.ask('/people/', { method: 'DELETE' })).status, 422);
    assert.equal((await door.ask('/people/%ff', { method: 'DELETE' })).status, 404);
  });

  it('names nobody in the log', async () => {
    await forget('jean');
    assert.match(door.logged.join(''), /"route":"\/people\/\*"/);
    assert.doesNotMatch(door.logged.join(''), /jean/);
  });
});

describe('POST /people/forget', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('forgets the same people, without a name in path, query or log', async () => {
    const post = { text: 'Bagage perdu', author: '@Lena', network: 'bluesky' };
    const { id: prediction_id } = (await (await door.post('/posts', post)).json()) as { id: string };
    await door.post('/feedback', { prediction_id, correct: false, user: 'karim' });
    const asAuthor = await door.post('/people/forget', { user: 'lena', network: 'bluesky' });
    assert.deepEqual(await asAuthor.json(), { votes: 0, posts: 1, reviews: 0 });
    const asVoter = await door.post('/people/forget', { user: 'karim' });
    assert.deepEqual(await asVoter.json(), { votes: 1, posts: 0, reviews: 0 });
    assert.match(door.logged.join(''), /"route":"\/people\/forget"/);
    assert.doesNotMatch(door.logged.join(''), /lena|karim/i);
  });

  it('refuses a body that names nobody, or more than a person', async () => {
    for (const body of [{}, { user: '' }, { user: 'x'.repeat(1001) }, { user: 'a', everything: true }])
      assert.equal((await door.post('/people/forget', body)).status, 422);
  });
});
