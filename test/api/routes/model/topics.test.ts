import assert from 'node:assert/strict';
import { ACTS } from '../../../../src/topics/topic.ts';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

interface Listed {
  readonly topics: readonly { readonly name: string; readonly names: object; readonly threshold: number }[];
  readonly acts: readonly { readonly name: string }[];
}

describe('GET /topics', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  const listed = async () => (await (await door.ask('/topics')).json()) as Listed;

  it('lists the topics of the model in service with their names in both languages, and the acts', async () => {
    door = await openRestDoor();
    const { topics, acts } = await listed();
    const baggage = topics.find(({ name }) => name === 'baggage');
    assert.deepEqual(baggage?.names, { fr: 'bagages', en: 'baggage' });
    assert.deepEqual(
      acts.map(({ name }) => name),
      [...ACTS],
    );
  });

  it('lists none of a model that knows none', async () => {
    const classify = async () => null;
    door = await openRestDoor({ classifier: { model: 'a', ready: true, classify, async close() {} } });
    assert.deepEqual(await listed(), { topics: [], acts: [] });
  });
});
