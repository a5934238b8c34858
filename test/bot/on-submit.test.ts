import assert from 'node:assert/strict';
import { type Sent, submit } from '../fixtures/activities.ts';
import { type Door, openAnsweredPost } from './door.ts';

describe('A button on a host without Universal Actions', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);

  it('counts as a vote, and updates the card it was pressed on', async () => {
    await door.deliver(submit(post, reply, { verb: 'vote', predictionId, correct: false }));
    assert.deepEqual(await tally(), { up: 0, down: 1 });
    assert.equal(door.connector.by('PUT')[0]?.activity, reply);
    await door.deliver(submit(post, reply, { verb: 'correct', predictionId, label: 'negative' }));
    assert.equal(door.store.votes()[0]?.correction, 'negative');
    assert.equal(door.connector.by('POST').length, 1, 'there is no reply to a press');
  });

  it('counts when a client sends its data as JSON text', async () => {
    const data = JSON.stringify({ verb: 'vote', predictionId, correct: false });
    await door.deliver(submit(post, reply, data as never));
    assert.deepEqual(await tally(), { up: 0, down: 1 });
  });

  it('is passed over when it is none of ours, and the log tells so', async () => {
    for (const value of [{ anything: 1 }, 'text', '{"verb":"vote"'])
      assert.equal((await door.deliver(submit(post, reply, value))).status, 200);
    assert.deepEqual(await tally(), { up: 0, down: 0 });
    assert.equal(door.connector.by('POST').length, 1);
    assert.match(door.told.log.join(''), /a button sent nothing that is known/);
  });

  it('that cannot be counted is refused to whoever pressed it alone', async () => {
    await door.deliver(
      submit(post, reply, { verb: 'vote', predictionId: crypto.randomUUID(), correct: true }),
    );
    assert.deepEqual(await tally(), { up: 0, down: 0 });
    const [, refusal] = door.connector.by('POST');
    assert.ok(refusal?.targeted);
    assert.match(refusal.body.text, /Ce verdict n’existe pas/);
  });
});
