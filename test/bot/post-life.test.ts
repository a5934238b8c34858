import assert from 'node:assert/strict';
import { ClassifierBusyError } from '../../src/sentiment/verdict.ts';
import {
  BOT,
  channelPost,
  edit,
  FRENCH_POST,
  type Sent,
  softDelete,
  undelete,
} from '../fixtures/activities.ts';
import { type Door, openDoor } from './door.ts';

const WORSE = 'En fait mon bagage est perdu, vol nul';

describe('A post that was answered', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  beforeEach(async () => {
    door = await openDoor();
    post = channelPost(FRENCH_POST);
    await door.deliver(post);
    reply = door.connector.ids[0]!;
  });
  afterEach(() => door.close());

  const texts = () => [...door.store.predictions.values()].map(({ text }) => text);

  describe('once edited', () => {
    it('is judged again, and its card updated in place', async () => {
      assert.equal((await door.deliver(edit(post, WORSE))).status, 200);
      const [update, ...more] = door.connector.by('PUT');
      assert.equal(more.length, 0);
      assert.equal(update?.activity, reply);
      assert.equal(update?.body.summary, '😞 Négatif · 93\u00a0%');
      assert.deepEqual(update?.body.entities[0].additionalType, ['AIGeneratedContent']);
      assert.equal(door.connector.by('POST').length, 1);
      assert.deepEqual(texts(), [FRENCH_POST, WORSE]);
    });

    it('has a new prediction, which its reply points to', async () => {
      await door.deliver(edit(post, WORSE));
      const [, second] = door.store.predictions.keys();
      assert.deepEqual(
        [...door.replies.rows.values()].map(({ reply, predictionId }) => ({ reply, predictionId })),
        [{ reply, predictionId: second }],
      );
    });

    it('and edited back is judged each time', async () => {
      await door.deliver(edit(post, WORSE));
      await door.deliver(edit(post, FRENCH_POST));
      assert.deepEqual(door.judged, [FRENCH_POST, WORSE, FRENCH_POST]);
    });

    it('is judged once for an edit that is delivered twice', async () => {
      const edited = edit(post, WORSE);
      await door.deliver(edited);
      await door.deliver(edited);
      assert.equal(door.connector.by('PUT').length, 1);
    });

    it('to nothing loses its card, its row and its text', async () => {
      await door.deliver(edit(post, ''));
      assert.deepEqual(
        door.connector.by('DELETE').map(({ activity }) => activity),
        [reply],
      );
      assert.equal(door.replies.rows.size, 0);
      assert.deepEqual(texts(), [null]);
    });

    it('keeps the new verdict when its card is gone', async () => {
      door.connector.fail('PUT', 404);
      assert.equal((await door.deliver(edit(post, WORSE))).status, 200);
      assert.deepEqual(texts(), [FRENCH_POST, WORSE]);
      const [, second] = door.store.predictions.keys();
      assert.equal([...door.replies.rows.values()][0]?.predictionId, second);
      assert.match(door.told.log.join(''), /could not be updated/);
    });

    it('keeps its card as it is while the classifier is busy', async () => {
      door.classify = async () => {
        throw new ClassifierBusyError();
      };
      assert.equal((await door.deliver(edit(post, WORSE))).status, 200);
      assert.equal(door.connector.by('PUT').length, 0);
      assert.equal(door.replies.rows.size, 1);
    });

    it('by a bot is left alone', async () => {
      await door.deliver(edit(post, WORSE, { from: BOT }));
      assert.deepEqual(door.judged, [FRENCH_POST]);
    });
  });

  describe('once deleted', () => {
    it('loses its card, its row and its text', async () => {
      assert.equal((await door.deliver(softDelete(post))).status, 200);
      const [call] = door.connector.by('DELETE');
      assert.equal(call?.activity, reply);
      assert.equal(call?.conversation, (post.conversation as { id: string }).id);
      assert.equal(door.replies.rows.size, 0);
      assert.deepEqual(texts(), [null]);
    });

    for (const status of [404, 501]) {
      it(`is forgotten too when the card cannot be deleted (${status})`, async () => {
        door.connector.fail('DELETE', status);
        assert.equal((await door.deliver(softDelete(post))).status, 200);
        assert.equal(door.replies.rows.size, 0);
        assert.deepEqual(texts(), [null]);
      });
    }

    it('is forgotten at once, and its card deleted with the next delivery, when the connector refuses', async () => {
      const deleted = softDelete(post);
      door.connector.fail('DELETE', 403);
      assert.equal((await door.deliver(deleted)).status, 503);
      assert.deepEqual(texts(), [null]);
      door.connector.recover();
      assert.equal((await door.deliver(deleted)).status, 200);
      assert.equal(door.replies.rows.size, 0);
    });

    it('and brought back is judged again and gets a new reply', async () => {
      await door.deliver(softDelete(post));
      await door.deliver(undelete(post));
      assert.equal(door.connector.by('POST').length, 2);
      assert.deepEqual(door.judged, [FRENCH_POST, FRENCH_POST]);
      assert.equal([...door.replies.rows.values()][0]?.reply, door.connector.ids[1]);
    });
  });
});

describe('A post that had nothing to judge', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('gets a reply once an edit gives it words', async () => {
    const post = channelPost('https://air-paradis.example');
    await door.deliver(post);
    await door.deliver(edit(post, FRENCH_POST));
    const [call] = door.connector.by('POST');
    assert.equal(call?.activity, post.id);
    assert.equal(door.replies.rows.size, 1);
  });

  it('can be deleted without a trace', async () => {
    const post = channelPost('https://air-paradis.example');
    await door.deliver(post);
    assert.equal((await door.deliver(softDelete(post))).status, 200);
    assert.deepEqual(door.connector.calls, []);
  });
});
