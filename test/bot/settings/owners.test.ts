// Who may change a channel: nobody who is not known to be allowed, whatever an activity leaves out.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import { channelPost, execute, install, personal, SAM, ZOE } from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const CHANNEL = '19:channel@thread.tacv2';
const SUPPORT = '19:support@thread.tacv2';
const TEAM = { tenant: { id: 't' }, team: { id: '19:team@thread.tacv2' }, channel: { id: CHANNEL } };
const PRIVATE = { ...TEAM, channel: { id: SUPPORT, type: 'private' } };
const inSupport = { conversationType: 'channel', isGroup: true, id: SUPPORT };

describe('The owners of a channel', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
    await door.deliver(channelPost());
  });
  afterEach(() => door.close());

  const added = (
    from: object,
    conversation: object = { id: CHANNEL, conversationType: 'channel' },
    channelData: object = TEAM,
  ) => door.deliver({ ...install(conversation), from, channelData });
  const removed = (channelData: object = TEAM) =>
    door.deliver({ ...install({ id: CHANNEL, conversationType: 'channel' }, 'remove'), channelData });
  const rules = async () => (await door.rulebook.all()).map(({ phrase }) => phrase);

  async function mayMakeRule(
    from: object,
    conversation: object,
    changes: object = { channelData: TEAM },
  ): Promise<boolean> {
    const before = (await rules()).length;
    const rule = { verb: 'rule', data: { phrase: `escale ${before}`, label: 'negative', confirmed: true } };
    await door.deliver(execute({ type: 'message', conversation }, 'card', rule, { from, ...changes }));
    return (await rules()).length > before;
  }

  for (const [what, conversation] of [
    ['has no type', { id: `${CHANNEL};messageid=17` }],
    ['has an empty type', { id: CHANNEL, conversationType: '' }],
    ['has a type of null', { id: CHANNEL, conversationType: null, isGroup: null }],
    ['has no type and is said to be no group', { id: '19:skypespaces_17@thread.skype', isGroup: false }],
    ['has a type that nobody knows', { id: CHANNEL, conversationType: 'Personal' }],
    ['is called a personal chat by the name of a channel', { id: CHANNEL, conversationType: 'personal' }],
    ['is called a group chat by the name of a channel', { id: CHANNEL, conversationType: 'groupChat' }],
    ['is called a personal chat of a group', { id: 'a:1sam', conversationType: 'personal', isGroup: true }],
  ] as const)
    it(`are not those who press where the conversation ${what}`, async () => {
      for (const changes of [{}, { channelData: undefined }])
        assert.equal(await mayMakeRule(SAM, conversation, changes), false);
      const dialog = {
        name: 'composeExtension/submitAction',
        value: {
          commandId: 'analyse',
          data: { verb: 'rule', phrase: 'grève', label: 'negative', confirmed: true },
        },
      };
      assert.equal(await mayMakeRule(SAM, conversation, { channelData: TEAM, ...dialog }), false);
    });

  it('are nobody for a message action in a team, whatever type the conversation is said to have', async () => {
    assert.equal(await mayMakeRule(SAM, { id: 'a:1sam', conversationType: 'personal' }), false);
  });

  it('are all who take part, in a personal chat, a group chat and a chat of two', async () => {
    for (const conversation of [
      personal,
      { id: '19:abc@thread.v2', conversationType: 'groupChat', isGroup: true },
      { id: '19:one_two@unq.gbl.spaces', conversationType: 'personal' },
    ])
      assert.equal(await mayMakeRule(SAM, conversation, { channelData: undefined }), true);
  });

  it('are whoever added the bot to the team, also where a press does not name the team', async () => {
    await added(ZOE);
    const { conversation } = channelPost() as unknown as { conversation: object };
    assert.equal(await mayMakeRule(ZOE, conversation, { channelData: undefined }), true);
    assert.equal(await mayMakeRule(SAM, conversation, { channelData: undefined }), false);
  });

  it('are not those who had added it once it was removed, and nobody but who adds it anew', async () => {
    const { conversation } = channelPost() as unknown as { conversation: object };
    await added(SAM);
    assert.equal(await mayMakeRule(SAM, conversation), true);
    await removed();
    assert.equal(await mayMakeRule(SAM, conversation), false);
    await added(ZOE);
    assert.deepEqual(
      [await mayMakeRule(SAM, conversation), await mayMakeRule(ZOE, conversation)],
      [false, true],
    );
  });

  it('are only the last who added it, when Teams did not tell that it was removed before', async () => {
    const { conversation } = channelPost() as unknown as { conversation: object };
    await added(SAM);
    door.later = 5000;
    await added(ZOE);
    assert.deepEqual(
      [await mayMakeRule(SAM, conversation), await mayMakeRule(ZOE, conversation)],
      [false, true],
    );
  });

  it('are others in a private channel: who adds the bot there gets no right over the team, and the other way round', async () => {
    await added(ZOE);
    await added(SAM, inSupport, PRIVATE);
    const { conversation } = channelPost() as unknown as { conversation: object };
    assert.deepEqual(
      [await mayMakeRule(SAM, conversation), await mayMakeRule(ZOE, conversation)],
      [false, true],
    );
    const there = { channelData: PRIVATE };
    assert.deepEqual(
      [await mayMakeRule(SAM, inSupport, there), await mayMakeRule(ZOE, inSupport, there)],
      [true, false],
    );
  });

  it('of a private channel are the same on the page, where owners alone vote', async () => {
    await added(ZOE);
    await added(SAM, inSupport, PRIVATE);
    await door.channels.saveSettings(SUPPORT, { ...DEFAULTS, voters: { who: 'owners' } });
    for (const from of [SAM, ZOE])
      await door.deliver(channelPost(undefined, { from, conversation: inSupport, channelData: PRIVATE }));
    const placed = { door: 'teams', channel: SUPPORT, origin: null } as const;
    const may = (person: { aadObjectId: string }) => door.teams.access.mayVote(person.aadObjectId, placed);
    assert.deepEqual([await may(SAM), await may(ZOE)], [true, false]);
  });

  it('lose the place for good: a post from before the removal does not bring it back, one from after it does', async () => {
    const known = async () => (await door.teams.conversations.listConversations()).length;
    let busy = true;
    const classify = door.classify;
    door.classify = async (post, options) => {
      if (busy) throw new ClassifierBusyError('busy');
      return classify(post, options);
    };
    await door.handOver(channelPost('Correspondance manquée'));
    while ((await known()) === 0 || door.judged.length < 2) await wait(2);
    await door.handOver({
      ...install({ id: CHANNEL, conversationType: 'channel' }, 'remove'),
      channelData: TEAM,
    });
    while ((await known()) > 0) await wait(2);
    busy = false;
    await door.settled();
    assert.equal(await known(), 0);
    await door.deliver(channelPost('Correspondance retrouvée'));
    assert.equal(await known(), 1);
  });
});

describe('A place that refused the bot once', () => {
  it('is known again with the first thing that is heard there', async () => {
    const door = await openDoor();
    const known = async () => (await door.teams.conversations.listConversations()).length;
    await door.deliver(channelPost());
    door.connector.failOnce('POST', 403);
    await door.deliver(channelPost());
    assert.equal(await known(), 0);
    await door.deliver(channelPost('De retour'));
    assert.equal(await known(), 1);
    await door.close();
  });
});
