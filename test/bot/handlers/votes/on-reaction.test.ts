import assert from 'node:assert/strict';
import { channelPost, ENGLISH_POST, reaction, SAM, type Sent, ZOE } from '../../../fixtures/activities.ts';
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

  it('stays as long as another reaction of the same person says the same', async () => {
    await door.deliver(reaction(post, reply, { added: ['like', '2705_whiteheavycheckmark'] }));
    await door.deliver(reaction(post, reply, { added: ['heart'] }));
    await door.deliver(reaction(post, reply, { removed: ['like'] }));
    await door.deliver(reaction(post, reply, { removed: ['2705_whiteheavycheckmark'] }));
    assert.deepEqual(await tally(), { up: 1, down: 0 });
    await door.deliver(reaction(post, reply, { removed: ['heart'] }));
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  it('gives way to the one before it that still stands', async () => {
    await door.deliver(reaction(post, reply, { added: ['heart'] }));
    await door.deliver(reaction(post, reply, { added: ['274c_crossmark'] }));
    assert.deepEqual(await tally(), { up: 0, down: 1 });
    await door.deliver(reaction(post, reply, { removed: ['274c_crossmark'] }));
    assert.deepEqual(await tally(), { up: 1, down: 0 });
  });

  it('that is taken back leaves a vote that was given by a button on the other side', async () => {
    await door.deliver(reaction(post, reply, { added: ['like'] }));
    await door.feedback.vote({ predictionId, person: SAM.aadObjectId, correct: false });
    await door.deliver(reaction(post, reply, { removed: ['like'] }));
    assert.deepEqual(await tally(), { up: 0, down: 1 });
  });

  it('is the vote of whoever reacted, also where two have one id and one moment', async () => {
    const of = (from: object) => ({
      ...reaction(post, reply, { added: ['1f44e_thumbsdown'], from }),
      id: String(post.id),
      timestamp: '2026-10-02T09:00:00.250Z',
    });
    await door.deliver(of(SAM));
    await door.deliver(of(ZOE));
    await door.deliver(of(ZOE));
    assert.deepEqual(await tally(), { up: 0, down: 2 });
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
