import assert from 'node:assert/strict';
import { channelPost, ENGLISH_POST, reaction, type Sent } from '../../../fixtures/activities.ts';
import { type Door, openAnsweredPost } from '../../door.ts';

describe('A reaction', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);
  const shared = () => JSON.stringify(door.connector.by('PUT').at(-1)?.body.attachments[0].content);

  for (const [type, expected] of [
    ['like', { up: 1, down: 0 }],
    ['heart', { up: 1, down: 0 }],
    ['1f44d_thumbsup', { up: 1, down: 0 }],
    ['2705_whiteheavycheckmark', { up: 1, down: 0 }],
    ['yes-tone3', { up: 1, down: 0 }],
    ['1f44e_thumbsdown', { up: 0, down: 1 }],
    ['274c_crossmark', { up: 0, down: 1 }],
    ['angry', { up: 0, down: 0 }],
    ['sad', { up: 0, down: 0 }],
    ['laugh', { up: 0, down: 0 }],
    ['surprised', { up: 0, down: 0 }],
  ] as const) {
    it(`${type} counts as ${JSON.stringify(expected)}`, async () => {
      await door.deliver(reaction(post, reply, { added: [type] }));
      assert.deepEqual(await tally(), expected);
    });
  }

  it('updates the card with the tally', async () => {
    await door.deliver(reaction(post, reply, { added: ['1f44e_thumbsdown'] }));
    assert.match(shared(), /👎 1 pas d’accord/);
  });

  it('is taken back with the reaction', async () => {
    await door.deliver(reaction(post, reply, { added: ['like'] }));
    await door.deliver(reaction(post, reply, { removed: ['like'] }));
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  it('changes with the reaction', async () => {
    await door.deliver(reaction(post, reply, { added: ['like'] }));
    await door.deliver(reaction(post, reply, { removed: ['like'], added: ['1f44e_thumbsdown'] }));
    assert.deepEqual(await tally(), { up: 0, down: 1 });
  });

  it('counts once when it is delivered twice', async () => {
    const added = reaction(post, reply, { added: ['1f44e_thumbsdown'] });
    await door.deliver(added);
    await door.deliver(added);
    assert.equal(door.connector.by('PUT').length, 1);
  });

  it('to another message says nothing', async () => {
    await door.deliver(reaction(post, String(post.id), { added: ['like'] }));
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  it('keeps the card of an English post English, since Teams tells no locale here', async () => {
    const english = channelPost(`${ENGLISH_POST} and the crew`, { locale: 'en-US' });
    await door.deliver(english);
    await door.deliver(reaction(english, door.connector.ids[1]!, { added: ['like'] }));
    assert.match(shared(), /👍 1 agree/);
  });
});
