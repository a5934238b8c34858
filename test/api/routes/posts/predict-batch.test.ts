import assert from 'node:assert/strict';
import { ClassifierBusyError } from '../../../../src/sentiment/verdict.ts';
import { HAPPY, openRestDoor, type ProblemBody, problemOf, type RestDoor } from '../../rest-door.ts';

interface Result {
  readonly prediction?: { readonly id: string; readonly probability: number };
  readonly problem?: ProblemBody;
}

describe('POST /predict/batch', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const batch = (posts: unknown) => door.post('/predict/batch', { posts });
  const resultsOf = async (response: Response) => {
    assert.equal(response.status, 200);
    return ((await response.json()) as { results: Result[] }).results;
  };

  it('answers 128 posts in their order, each with an id that can be voted on', async () => {
    door.classify = async (post) => ({ ...HAPPY, probability: Number(post) / 1000 });
    const results = await resultsOf(
      await batch(Array.from({ length: 128 }, (_, i) => ({ text: String(i) }))),
    );
    assert.deepEqual(
      results.map(({ prediction }) => Math.round(prediction!.probability * 1000)),
      Array.from({ length: 128 }, (_, i) => i),
    );
    const vote = await door.post('/feedback', { prediction_id: results[127]!.prediction!.id, correct: true });
    assert.equal(vote.status, 201);
  });

  it('refuses a bad post alone, with the reason, and judges the others', async () => {
    door.classify = async (post) => {
      if (post === 'busy') throw new ClassifierBusyError();
      return post.startsWith('https:') ? null : HAPPY;
    };
    const results = await resultsOf(
      await batch([
        { text: 'one' },
        { text: '' },
        { txt: 'x' },
        'text',
        null,
        { text: 'https://a.b' },
        { text: 'busy' },
        { text: 'last' },
      ]),
    );
    assert.deepEqual(
      results.map(({ prediction, problem }) => (prediction ? 200 : problem?.status)),
      [200, 422, 422, 422, 422, 422, 429, 200],
    );
    assert.equal(results[1]!.problem!.errors?.[0]?.field, 'text');
  });

  for (const [what, posts] of [
    ['no post', []],
    ['129 posts', Array(129).fill({ text: 'a' })],
    ['what is no list', { text: 'a' }],
  ] as const)
    it(`says 422 and names the field for ${what}`, async () => {
      const response = await batch(posts);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, 'posts');
    });

  it('takes a body of 1 MB and says 413 above', async () => {
    const posts = Array.from({ length: 128 }, () => ({ text: 'a'.repeat(5000) }));
    assert.equal((await batch(posts)).status, 200);
    assert.equal((await batch([{ text: 'a'.repeat(1_100_000) }])).status, 413);
  });

  it('says 500 as a whole and reports it when something unforeseen fails on one post', async () => {
    door.classify = async (post) => {
      if (post === 'b') throw new Error('inside');
      return HAPPY;
    };
    assert.equal((await batch([{ text: 'a' }, { text: 'b' }])).status, 500);
    assert.equal(door.exceptions.length, 1);
  });
});
