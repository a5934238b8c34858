import assert from 'node:assert/strict';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import {
  BOT,
  channelMention,
  channelPost,
  ENGLISH_POST,
  FRENCH_POST,
  group,
  personalPost,
  ZOE,
} from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

describe('A new message', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const titles = () => door.connector.by('POST').map(({ body }) => body.summary);

  it('in a channel, without a mention, is answered in its thread with a verdict', async () => {
    const post = channelPost(FRENCH_POST);
    assert.equal((await door.deliver(post)).status, 200);
    const [reply, ...more] = door.connector.calls;
    assert.equal(more.length, 0);
    assert.equal(reply?.conversation, (post.conversation as { id: string }).id);
    assert.equal(reply?.activity, post.id);
    assert.equal(reply?.body.summary, '😊 Positif · 93\u00a0%');
  });

  it('is answered by one activity: a card, no text, marked as made by an AI, with native feedback', async () => {
    await door.deliver(channelPost());
    const { body } = door.connector.calls[0]!;
    assert.equal(body.text, undefined);
    assert.equal(body.attachments.length, 1);
    assert.equal(body.attachments[0].contentType, 'application/vnd.microsoft.card.adaptive');
    assert.equal(body.attachments[0].content.version, '1.5');
    assert.deepEqual(
      body.entities.map(({ type, additionalType }: Record<string, unknown>) => ({ type, additionalType })),
      [{ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }],
    );
    assert.deepEqual(body.channelData, { feedbackLoop: { type: 'custom' } });
  });

  it('is answered in English when its author does not read French', async () => {
    await door.deliver(channelPost(ENGLISH_POST, { locale: 'en-US' }));
    assert.deepEqual(titles(), ['😞 Negative · 93%']);
  });

  it('is answered in French when its author has no locale', async () => {
    await door.deliver(channelPost(ENGLISH_POST, { locale: undefined }));
    assert.deepEqual(titles(), ['😞 Négatif · 93\u00a0%']);
  });

  it('in a personal chat and in a group chat is answered too', async () => {
    await door.deliver(personalPost());
    await door.deliver(channelMention('{bot} un vol parfait', { conversation: group, channelData: {} }));
    assert.equal(titles().length, 2);
  });

  it('is kept with its text, where it stands and a hash of its author', async () => {
    const post = channelPost(FRENCH_POST);
    await door.deliver(post);
    const [prediction] = door.store.predictions.values();
    assert.equal(prediction?.text, FRENCH_POST);
    assert.equal(prediction?.origin, `teams:19:channel@thread.tacv2/${post.id}`);
    assert.equal(prediction?.door, 'teams');
    assert.ok(prediction?.author && !prediction.author.includes(ZOE.aadObjectId));
    assert.deepEqual(
      (await door.replies()).map(({ post, reply }) => ({ post, reply })),
      [{ post: post.id, reply: door.connector.ids[0] }],
    );
  });

  it('is judged by its HTML where it has some, as people wrote it', async () => {
    const attachments = [
      { contentType: 'text/html', content: '<p>Caf&eacute; froid,<br>vol <b>nul</b></p>' },
    ];
    await door.deliver(channelPost('ignored', { attachments }));
    assert.deepEqual(door.judged, ['Café froid,\nvol nul']);
  });

  it('is judged without any of the mentions that call the bot', async () => {
    await door.deliver(channelMention('{bot} un vol parfait, {bot} !'));
    await door.deliver(
      channelMention('{bot} un vol parfait', { attachments: [] }), // a host that sends no HTML
    );
    assert.deepEqual(
      door.judged.map((text) => text.replace(/\s+/g, ' ')),
      ['un vol parfait, !', 'un vol parfait'],
    );
  });

  it('keeps other people’s mentions out by name, not out of the sentence', async () => {
    const entities = [{ type: 'mention', mentioned: ZOE, text: '<at>Zoé Martin</at>' }];
    await door.deliver(channelPost('Merci <at>Zoé Martin</at>, bravo', { entities, attachments: undefined }));
    assert.match(door.judged[0]!, /^Merci +@user +, bravo$/);
  });

  for (const [what, word, title] of [
    ['“aide”', 'aide', '✈️ Comment ça marche'],
    ['“Help!”', 'Help!', '✈️ How it works'],
  ] as const) {
    it(`that says ${what} to the bot gets the help card`, async () => {
      await door.deliver(personalPost(word));
      await door.deliver(channelMention(`{bot} ${word}`));
      assert.deepEqual(titles(), [title, title]);
      assert.deepEqual(door.judged, []);
    });
  }

  it('that is a mention and nothing else gets the help card, without AI label', async () => {
    await door.deliver(channelMention('{bot}'));
    assert.deepEqual(titles(), ['✈️ Comment ça marche']);
    assert.equal(door.connector.calls[0]?.body.entities, undefined);
  });

  it('that is a mention with a sign or somebody else’s name beside it gets the help card', async () => {
    await door.deliver(channelMention('{bot} ?'));
    await door.deliver(channelMention('{bot} {bot} <at>Zoé</at>'));
    assert.deepEqual(titles(), ['✈️ Comment ça marche', '✈️ Comment ça marche']);
    assert.deepEqual(door.judged, []);
  });

  it('with nothing to judge gets no reply in a channel', async () => {
    await door.deliver(channelPost('https://air-paradis.example/vol'));
    await door.deliver(channelPost('', { attachments: [] }));
    await door.deliver(channelPost(undefined, { text: undefined, attachments: undefined }));
    assert.deepEqual(door.connector.calls, []);
  });

  it('of nothing but a link gets no reply in a personal chat either', async () => {
    await door.deliver(personalPost('https://air-paradis.example/vol'));
    assert.deepEqual(door.connector.calls, []);
  });

  const silent: [what: string, changes: Record<string, unknown>][] = [
    ['from the bot itself', { from: BOT }],
    ['from another bot', { from: { id: '28:another' } }],
    ['from an account in the role of a bot', { from: { id: 'webhook', role: 'bot' } }],
    ['from Teams itself', { from: { id: '19:channel@thread.tacv2' } }],
    ['from nobody', { from: undefined }],
    [
      'that is a card without text',
      {
        text: undefined,
        attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { body: [] } }],
      },
    ],
  ];
  for (const [what, changes] of silent) {
    it(`${what} gets no reply`, async () => {
      assert.equal((await door.deliver(channelPost(FRENCH_POST, changes))).status, 200);
      assert.equal((await door.deliver(personalPost(FRENCH_POST, changes))).status, 200);
      assert.deepEqual(door.connector.calls, []);
      assert.deepEqual(door.judged, []);
    });
  }

  it('of a kind that the bot does not know is let pass', async () => {
    for (const type of ['typing', 'event', 'constructor'])
      assert.equal((await door.deliver({ ...channelPost(), type })).status, 200);
    assert.deepEqual(door.connector.calls, []);
  });

  it('that finds the classifier busy waits its turn', async () => {
    const classify = door.classify;
    let busy = 2;
    door.classify = async (post) => {
      busy -= 1;
      if (busy >= 0) throw new ClassifierBusyError();
      return classify(post);
    };
    await door.deliver(channelPost());
    assert.equal(titles().length, 1);
    assert.equal(door.store.predictions.size, 1);
    assert.match(door.told.log.join(''), /busy/);
    assert.deepEqual(door.told.exceptions, []);
  });

  it('delivered twice, also at once, gets one reply', async () => {
    const post = channelPost();
    await Promise.all([door.deliver(post), door.deliver(post)]);
    await door.deliver(post);
    assert.equal(titles().length, 1);
    assert.equal(door.store.predictions.size, 1);
  });

  it('is acknowledged before it is judged', async () => {
    const judging = Promise.withResolvers<void>();
    const { classify } = door;
    door.classify = async (post) => {
      await judging.promise;
      return classify(post);
    };
    assert.equal((await door.handOver(channelPost())).status, 200);
    assert.deepEqual(door.connector.calls, []);
    judging.resolve();
    await door.settled();
    assert.equal(titles().length, 1);
  });

  it('that the store cannot keep asks to be delivered again', async () => {
    const post = channelPost();
    await door.breakStore();
    const refused = await door.handOver(post);
    assert.equal(refused.status, 503);
    assert.equal(refused.type, 'application/problem+json');
    await door.mendStore();
    assert.equal((await door.deliver(post)).status, 200);
    assert.equal(door.connector.ids.length, 1);
  });

  it('leaves no word of itself and no name of its author in log, telemetry or store, even when it fails', async () => {
    await door.deliver(channelPost());
    let failures = 1;
    const { classify } = door;
    door.classify = async (post) => {
      failures -= 1;
      if (failures >= 0) throw new Error('as told');
      return classify(post);
    };
    await door.deliver(personalPost());
    door.connector.fail('POST', 403);
    await door.deliver(personalPost());
    const told = [...door.told.log, ...door.told.exceptions, ...door.told.traces].join('\n');
    assert.match(told, /a job failed/);
    assert.match(told, /Réponse abandonnée/);
    assert.equal(door.told.exceptions.length, 1);
    for (const secret of ['équipage', 'adorable', ZOE.name, ZOE.id, ZOE.aadObjectId])
      assert.ok(!told.includes(secret), `${secret} was told`);
  });

  it('of a client that wants its replies in the response is answered there', async () => {
    const { status, body } = await door.deliver(personalPost(FRENCH_POST, { deliveryMode: 'expectReplies' }));
    assert.equal(status, 200);
    assert.equal(body.activities[0].summary, '😊 Positif · 93\u00a0%');
    assert.deepEqual(door.connector.calls, []);
  });
});
