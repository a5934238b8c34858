import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

interface Answer {
  readonly posts: number;
  readonly changed: readonly {
    readonly text: string | null;
    readonly before: { readonly label: string };
    readonly after: { readonly label: string; readonly certain: boolean };
  }[];
}

describe('A dry run of a brand rule, over REST', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  const asked = (headers = {}, body: object = { phrase: 'late', label: 'negative' }) =>
    door.post('/brand-rules/dry-run', body, headers);

  it('answers which of the last posts the rule would have changed, and saves nothing', async () => {
    door = await openRestDoor();
    for (const text of ['Wonderfully late', 'never late', 'Wonderful']) await door.post('/predict', { text });
    const { posts, changed } = (await (await asked()).json()) as Answer;
    assert.equal(posts, 3);
    assert.deepEqual(
      changed.map(({ text, before, after }) => [text, before.label, after.label, after.certain]),
      [['Wonderfully late', 'positive', 'negative', true]],
    );
    assert.deepEqual(await (await door.ask('/brand-rules')).json(), { rules: [] });
  });

  it('counts from what other rules make of a post, and overwrites a rule on the same phrase', async () => {
    door = await openRestDoor();
    await door.post('/predict', { text: 'late' });
    const put = (label: string) =>
      door.ask('/brand-rules', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phrase: 'Late', label }),
      });
    await put('negative');
    assert.equal(((await (await asked()).json()) as Answer).changed.length, 0);
    await put('positive');
    const { changed } = (await (await asked()).json()) as Answer;
    assert.deepEqual(
      changed.map(({ before, after }) => [before.label, after.label]),
      [['positive', 'negative']],
    );
  });

  it('refuses a rule without words', async () => {
    door = await openRestDoor();
    assert.equal((await asked({}, { phrase: '!!', label: 'negative' })).status, 422);
  });

  it('shows texts to a key that may review, and to no other', async () => {
    const [admin, both] = ['admin', 'admin+review'].map((scopes) =>
      createApiKey(scopes.replace('+', '-'), scopes),
    );
    door = await openRestDoor({ keys: parseApiKeys(`${admin!.entry},${both!.entry}`) });
    await door.feedback.record({ text: 'late', door: 'api', verdict: (await door.classify('late'))! });
    const textFor = async (key: string) => {
      const answer = (await (await asked({ authorization: `Bearer ${key}` })).json()) as Answer;
      return answer.changed.map(({ text }) => text);
    };
    assert.deepEqual(await textFor(admin!.key), [null]);
    assert.deepEqual(await textFor(both!.key), ['late']);
  });
});
