import assert from 'node:assert/strict';
import { nativeFeedback, type Sent } from '../../../fixtures/activities.ts';
import { type Door, openAnsweredPost } from '../../door.ts';

describe('Teams’ own like or dislike', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);

  it('counts, and is answered with thanks', async () => {
    const { status, body } = await door.deliver(nativeFeedback(post, reply, 'dislike'));
    assert.equal(status, 200);
    assert.equal(body.message, 'Merci, votre vote est enregistré.');
    assert.deepEqual(await tally(), { up: 0, down: 1 });
    await door.deliver(nativeFeedback(post, reply, 'like'));
    assert.deepEqual(await tally(), { up: 1, down: 0 });
  });

  it('keeps nothing of what was written in the form', async () => {
    await door.deliver(nativeFeedback(post, reply, 'dislike'));
    const told = [...door.told.log, JSON.stringify([...door.store.votes(), ...door.store.traces])].join('');
    assert.ok(!told.includes('Trop sûr de lui'));
  });

  it('counts also when a host asks for a form first', async () => {
    const value = { data: { actionName: 'feedback', actionValue: { reaction: 'like' } } };
    const asked = nativeFeedback(post, reply, 'like', { name: 'message/fetchTask', value });
    const { status, body } = await door.deliver(asked);
    assert.equal(status, 200);
    assert.deepEqual(body, { task: { type: 'message', value: 'Merci, votre vote est enregistré.' } });
    assert.deepEqual(await tally(), { up: 1, down: 0 });
  });

  it('on a message that is no verdict is refused', async () => {
    const { status, body } = await door.deliver(nativeFeedback(post, 'another', 'like'));
    assert.equal(status, 404);
    assert.equal(body.value.code, 'NotFound');
  });

  it('of another kind is refused', async () => {
    const { status, body } = await door.deliver(nativeFeedback(post, reply, 'meh'));
    assert.equal(status, 400);
    assert.equal(body.value.code, 'BadRequest');
  });

  it('is the only invoke of its kind: others are answered that they are not known', async () => {
    const { status, body } = await door.deliver({
      ...nativeFeedback(post, reply, 'like'),
      name: 'message/other',
    });
    assert.equal(status, 501);
    assert.match(body.error, /message\/other/);
  });
});
