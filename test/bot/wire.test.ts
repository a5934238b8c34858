import assert from 'node:assert/strict';
import { digestMessage } from '../../src/bot/cards/digest.ts';
import { TEAMS_LIMITS } from '../../src/bot/outbox/limits.ts';
import {
  channelPost,
  edit,
  execute,
  FRENCH_POST,
  groupMention,
  personal,
  personalPost,
} from '../fixtures/activities.ts';
import { type Door, openDoor } from './door.ts';

describe('What the bot says', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const abandoned = () => door.told.traces.map((line) => JSON.parse(line.slice(line.indexOf('{'))).reason);

  for (const status of [401, 412, 429, 503] as const) {
    it(`is said once, in the end, to a connector that answers ${status} at first`, async () => {
      door.connector.failOnce('POST', status, status);
      await door.deliver(channelPost());
      assert.equal(door.connector.by('POST').length, 3);
      assert.equal(door.connector.standing().length, 1);
      assert.equal((await door.replies()).length, 1);
    });
  }

  it('waits for as long as the connector asks', async () => {
    door.connector.failOnce('POST', { status: 429, retryAfter: '1' });
    await door.deliver(channelPost());
    const [first, second] = door.connector.by('POST');
    assert.ok(second!.at - first!.at >= 1000, `only ${second!.at - first!.at} ms`);
  });

  for (const failure of [500, 502, 504, 'dropped', 'lost'] as const) {
    it(`is not said again when nobody knows whether it arrived (${failure}), and leaves a trace`, async () => {
      door.connector.failOnce('POST', failure);
      await door.deliver(channelPost());
      assert.equal(door.connector.by('POST').length, 1);
      assert.deepEqual(abandoned(), ['unknown']);
      assert.match(door.told.traces[0]!, /"predictionId":"[0-9a-f-]{36}"/);
    });
  }

  it('does not stand twice under a post that is edited after nobody knew whether the reply arrived', async () => {
    const post = channelPost(FRENCH_POST);
    door.connector.failOnce('POST', 'lost');
    await door.deliver(post);
    await door.deliver(edit(post, 'vol nul'));
    assert.equal(door.connector.standing().length, 1);
    assert.deepEqual(abandoned(), ['unknown', 'unseen']);
  });

  for (const failure of [412, 429, 500, 502, 503, 504, 'dropped', 'lost'] as const) {
    it(`brings a card up to date in the end, whatever happens on the way (${failure})`, async () => {
      const post = channelPost(FRENCH_POST);
      await door.deliver(post);
      door.connector.failOnce('PUT', failure);
      await door.deliver(edit(post, 'vol nul'));
      assert.match(door.connector.standing()[0]?.body.summary, /Négatif/);
      assert.deepEqual(abandoned(), []);
    });
  }

  it('is given up, with a trace, by a connector that will never take it', async () => {
    door.connector.failOnce('POST', 413);
    await door.deliver(channelPost());
    assert.deepEqual(abandoned(), ['refused']);
  });

  it('is given up after ten minutes, with a trace', async () => {
    door.connector.failOnce('POST', { status: 429, retryAfter: '601' });
    await door.deliver(channelPost());
    assert.deepEqual(abandoned(), ['late']);
    assert.equal(door.connector.ids.length, 0);
  });

  it('goes to the store, not to Teams, while the connector is away, and out when it is back', async () => {
    door.connector.fail('POST', 503);
    await door.handOver(channelPost());
    await door.handOver(channelPost());
    assert.equal(door.connector.ids.length, 0);
    door.connector.recover();
    await door.settled();
    assert.equal(door.connector.standing().length, 2);
  });

  it('ends for a place that the bot may not write in any more, and for no other', async () => {
    await door.deliver(personalPost());
    await door.deliver(groupMention(FRENCH_POST));
    door.connector.hold('POST');
    door.connector.failOnce('POST', 403);
    for (let i = 0; i < 3; i++) await door.handOver(personalPost());
    door.connector.recover();
    door.connector.fail('POST', 403);
    await door.settled();
    const conversations = (await door.teams.conversations.listConversations()).map(
      ({ conversation }) => conversation,
    );
    assert.deepEqual(conversations, ['19:group@thread.v2']);
    assert.equal(door.connector.standing().length, 2);
  });

  it('ends for one thread when that is gone, and goes on in the others of the channel', async () => {
    door.connector.failOnce('POST', 404);
    await door.deliver(channelPost());
    await door.deliver(channelPost());
    assert.deepEqual(abandoned(), ['thread gone']);
    assert.equal(door.connector.standing().length, 1);
    assert.equal((await door.teams.conversations.listConversations()).length, 1);
  });

  it('in Markdown arrives as such, without a card', async () => {
    const [reference] = await knownPlaces();
    const slot = {
      since: Date.UTC(2026, 5, 9, 7),
      until: Date.UTC(2026, 5, 10, 7),
      weekBefore: { since: 0, until: 1 },
    };
    const nothing = { predictions: 0, negative: 0, neutral: 0, positive: 0, uncertain: 0, up: 0, down: 0 };
    const learnt = { votes: 0, corrections: 0, rules: 0 };
    const quiet = { every: 'day', slot, counts: nothing, weekBefore: nothing, learnt, topics: [] } as const;
    await door.teams.messenger.post(reference!, digestMessage('fr', 'Europe/Paris', quiet, []));
    await door.settled();
    const { body } = door.connector.standing().at(-1)!;
    assert.deepEqual([body.type, body.textFormat, body.attachments], ['message', 'markdown', undefined]);
    assert.match(body.text, /^🗞️ \*\*Bilan du jour\*\*\n\n/);
  });

  it('by another part of the bot is posted where it says, once, and can be voted on', async () => {
    const [reference] = await knownPlaces();
    const message = { type: 'message' as const, summary: 'bilan' };
    await door.teams.messenger.post(reference!, message);
    const predictionId = [...door.store.predictions.keys()][0]!;
    await door.teams.messenger.post(reference!, { ...message, summary: 'ailleurs' }, { predictionId });
    await door.settled();
    assert.deepEqual(
      door.connector
        .standing()
        .slice(1)
        .map(({ conversation, replyTo, body }) => [conversation, replyTo, body.summary]),
      [
        ['19:channel@thread.tacv2', undefined, 'bilan'],
        ['19:channel@thread.tacv2', undefined, 'ailleurs'],
      ],
    );
    const id = door.connector.ids[2]!;
    const kept = await door.teams.replies.findReply(`19:channel@thread.tacv2;messageid=${id}`, id);
    assert.equal(kept?.predictionId, predictionId);
  });

  async function knownPlaces() {
    await door.deliver(channelPost());
    return door.teams.conversations.listConversations();
  }
});

describe('Votes that come faster than a card may be updated', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('are all counted, and shown by few updates, the last of which has them all', async () => {
    const post = groupMention(FRENCH_POST);
    await door.deliver(post);
    const predictionId = [...door.store.predictions.keys()][0]!;
    door.connector.hold('PUT');
    const voters = Array.from({ length: 12 }, (_, i) => ({ id: `29:${i}`, aadObjectId: `person-${i}` }));
    for (const from of voters)
      await door.handOver(
        execute(
          post,
          door.connector.ids[0]!,
          { verb: 'vote', data: { predictionId, correct: true } },
          { from },
        ),
      );
    door.connector.recover();
    await door.settled();
    assert.deepEqual(await door.feedback.tally(predictionId), { up: 12, down: 0 });
    // One may have been on its way when the others came.
    assert.ok([1, 2].includes(door.connector.by('PUT').length));
    assert.match(JSON.stringify(door.connector.standing()[0]?.body), /👍 12 d’accord/);
  });
});

describe('Posts that come faster than Teams lets a bot write', () => {
  let door: Door;
  afterEach(() => door?.close());

  it('are answered in order and once, without one call too many', async function () {
    this.timeout(60_000);
    this.slow(30_000);
    door = await openDoor({
      limits: TEAMS_LIMITS,
      connector: { thread: TEAMS_LIMITS.thread, all: TEAMS_LIMITS.tenant },
    });
    const posts = Array.from({ length: 20 }, () => personalPost());
    for (const post of posts) await door.handOver(post);
    await door.settled();
    assert.deepEqual(
      door.connector.standing().map(({ replyTo, conversation }) => [replyTo, conversation]),
      posts.map(({ id }) => [id, personal.id]),
    );
    assert.equal(door.connector.tooMany, 0);
  });
});
