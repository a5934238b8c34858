import assert from 'node:assert/strict';
import {
  BOT,
  channelPost,
  edit,
  FRENCH_POST,
  type Sent,
  softDelete,
  undelete,
  ZOE,
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

  for (const [what, gone, back] of [
    ['deleted and restored', () => softDelete(post), () => undelete(post)],
    ['emptied and written anew', () => edit(post, ''), () => edit(post, FRENCH_POST)],
  ] as const)
    it(`once ${what} while the bot is behind has its verdict again`, async () => {
      const { promise: caughtUp, resolve } = Promise.withResolvers<void>();
      const { classify } = door;
      door.classify = async (text) => {
        await caughtUp;
        return classify(text);
      };
      for (const activity of [edit(post, 'Un vol nul'), gone(), back()]) await door.handOver(activity);
      door.later += 1000;
      resolve();
      await door.settled();
      const [, , restored] = door.store.predictions.keys();
      assert.deepEqual(
        (await door.replies()).map(({ predictionId }) => predictionId),
        [restored],
      );
      assert.equal(door.connector.standing().length, 1);
    });

  describe('once edited', () => {
    it('is judged again, and its card updated in place', async () => {
      assert.equal((await door.deliver(edit(post, WORSE))).status, 200);
      const [update, ...more] = door.connector.by('PUT');
      assert.equal(more.length, 0);
      assert.equal(update?.activity, reply);
      assert.equal(update?.body.summary, '😞 Négatif · 93\u00a0%');
      assert.deepEqual(update?.body.entities[0].additionalType, ['AIGeneratedContent']);
      assert.equal(door.connector.by('POST').length, 1);
      assert.deepEqual(texts(), [null, WORSE]);
    });

    it('has a new prediction, which its reply points to', async () => {
      await door.deliver(edit(post, WORSE));
      const [, second] = door.store.predictions.keys();
      assert.deepEqual(
        (await door.replies()).map(({ reply, predictionId }) => ({ reply, predictionId })),
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
      assert.equal((await door.replies()).length, 0);
      assert.deepEqual(texts(), [null]);
    });

    it('keeps the new verdict when its card is gone', async () => {
      door.connector.fail('PUT', 404);
      assert.equal((await door.deliver(edit(post, WORSE))).status, 200);
      assert.deepEqual(texts(), [null, WORSE]);
      const [, second] = door.store.predictions.keys();
      assert.equal((await door.replies())[0]?.predictionId, second);
    });

    it('before it was answered gets one reply, with the last verdict', async () => {
      const other = channelPost(FRENCH_POST);
      door.connector.hold('POST');
      await door.handOver(other);
      await door.handOver(edit(other, WORSE));
      await door.handOver(edit(other, `${WORSE} et froid`));
      door.connector.recover();
      await door.settled();
      const standing = door.connector.standing().filter(({ replyTo }) => replyTo === other.id);
      assert.deepEqual(
        standing.map(({ body }) => body.summary),
        ['😞 Négatif · 93\u00a0%'],
      );
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
      assert.equal((await door.replies()).length, 0);
      assert.deepEqual(texts(), [null]);
    });

    for (const status of [404, 501]) {
      it(`is forgotten too when the card cannot be deleted (${status})`, async () => {
        door.connector.fail('DELETE', status);
        assert.equal((await door.deliver(softDelete(post))).status, 200);
        assert.equal((await door.replies()).length, 0);
        assert.deepEqual(texts(), [null]);
      });
    }

    it('is forgotten at once, and its card deleted as soon as the connector can', async () => {
      door.connector.failOnce('DELETE', 503, 'dropped', 429);
      await door.deliver(softDelete(post));
      assert.deepEqual(texts(), [null]);
      assert.equal(door.connector.by('DELETE').length, 4);
      assert.deepEqual(door.connector.standing(), []);
      assert.equal((await door.replies()).length, 0);
    });

    it('before it was answered is neither judged nor answered', async () => {
      const judging = Promise.withResolvers<void>();
      const { classify } = door;
      door.classify = async (words) => {
        await judging.promise;
        return classify(words);
      };
      const busy = channelPost('un autre post');
      await door.handOver(busy);
      const other = channelPost('bientôt effacé');
      await door.handOver(other);
      await door.handOver(softDelete(other));
      judging.resolve();
      await door.settled();
      assert.deepEqual(
        door.connector.standing().map(({ replyTo }) => replyTo),
        [post.id, busy.id],
      );
      assert.ok(!JSON.stringify([...door.store.predictions.values()]).includes('bientôt effacé'));
    });

    it('and brought back is judged again and gets a new reply', async () => {
      await door.deliver(softDelete(post));
      await door.deliver(undelete(post));
      assert.equal(door.connector.by('POST').length, 2);
      assert.deepEqual(door.judged, [FRENCH_POST, FRENCH_POST]);
      assert.equal((await door.replies())[0]?.reply, door.connector.ids[1]);
    });
  });
});

describe('A post whose author is forgotten', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('loses its card, and later posts of theirs get one', async () => {
    await door.deliver(channelPost('Mon bagage est perdu'));
    const [card] = door.connector.ids;
    await door.forgetPerson(ZOE.aadObjectId.toUpperCase());
    await door.settled();
    assert.deepEqual(
      door.connector.by('DELETE').map(({ activity }) => activity),
      [card],
    );
    door.later = 1000;
    await door.deliver(channelPost('Le suivant est arrivé, merci'));
    assert.equal(door.connector.standing().length, 1);
  });

  it('gets no card when that happens while it is judged', async () => {
    const { promise: judged, resolve: judge } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { classify } = door;
    door.classify = async (...post) => {
      begin();
      await judged;
      return classify(...post);
    };
    await door.handOver(channelPost('Mon bagage est perdu'));
    await begun;
    door.later = 5;
    await door.forgetPerson(ZOE.aadObjectId);
    judge();
    await door.settled();
    assert.deepEqual(door.connector.calls, []);
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
    assert.equal((await door.replies()).length, 1);
  });

  it('can be deleted without a trace', async () => {
    const post = channelPost('https://air-paradis.example');
    await door.deliver(post);
    assert.equal((await door.deliver(softDelete(post))).status, 200);
    assert.deepEqual(door.connector.calls, []);
  });
});
