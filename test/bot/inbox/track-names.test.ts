import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAskNames } from '../../../src/bot/inbox/track-names.ts';
import { createConnectorClient } from '../../../src/bot/protocol/connector-client.ts';
import type { Named } from '../../../src/delivery/names.ts';
import { channelPost, groupPost, personalPost, type Sent, teamEvent } from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const TEAM = '19:team@thread.tacv2';
const CARE = '19:care@thread.tacv2';
const CHAT = '19:group@thread.v2';

describe('The names of Teams', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  /** An event about a channel, told in another one. */
  const told = (eventType: string, name: string): Sent => {
    const event = teamEvent(eventType);
    const team = { id: TEAM, name: 'Relation client' };
    return { ...event, channelData: { ...(event.channelData as object), team, channel: { id: CARE, name } } };
  };
  const postIn = (id: string): Sent => {
    const post = channelPost();
    return {
      ...post,
      conversation: { ...(post.conversation as object), id: `${id};messageid=${post.id}` },
      channelData: { ...(post.channelData as object), channel: { id } },
    };
  };
  const nameOf = async (id: string) => (await door.teams.names.namesOf([id])).get(id);

  it('are learnt when a channel is created, renamed and restored, and kept when it is deleted', async () => {
    await door.deliver(postIn(CARE));
    await door.deliver(told('channelCreated', 'Avis'));
    assert.equal(await nameOf(CARE), 'Relation client › Avis');
    await door.deliver(told('channelRenamed', 'Avis voyageurs'));
    assert.equal(await nameOf(CARE), 'Relation client › Avis voyageurs');
    await door.deliver(told('channelRestored', 'Avis'));
    assert.equal(await nameOf(CARE), 'Relation client › Avis');
    await door.deliver(told('channelDeleted', 'Avis'));
    assert.equal(await nameOf(CARE), 'Avis');
  });

  it('are learnt when a team is renamed', async () => {
    await door.deliver(postIn(CARE));
    await door.deliver(told('channelCreated', 'Avis'));
    const event = teamEvent('teamRenamed');
    const team = { id: TEAM, name: 'Service client' };
    await door.deliver({ ...event, channelData: { ...(event.channelData as object), team } });
    assert.equal(await nameOf(CARE), 'Service client › Avis');
  });

  it('of group chats are their topics; personal chats have none', async () => {
    const named = (post: Sent, name: unknown) => ({
      ...post,
      conversation: { ...(post.conversation as object), name },
    });
    await door.deliver(named(groupPost(), { odd: true }));
    assert.equal(await nameOf(CHAT), undefined);
    await door.deliver(named(groupPost(), 'Astreinte'));
    assert.equal(await nameOf(CHAT), 'Astreinte');
    await door.deliver(named(personalPost(), 'Zoé'));
    assert.equal((await door.teams.names.namesOf(['a:1zoe-and-the-bot'])).size, 0);
  });
});

describe('A team whose channels nobody named', () => {
  let server: Server;
  let asked: string[];
  let answers: Record<string, object>;
  let reference: { conversation: string; serviceUrl: string; host: string; bot: string; team: string };
  beforeEach(async () => {
    asked = [];
    answers = {};
    server = createServer((req, res) => {
      asked.push(`${req.method} ${req.url}`);
      const answer = answers[decodeURIComponent(req.url!)];
      res.writeHead(answer ? 200 : 403, { 'content-type': 'application/json' });
      res.end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    reference = { conversation: CARE, serviceUrl, host: 'msteams', bot: '28:b', team: TEAM };
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function ask({
    now = 1_790_000_000_000,
    askedAt = new Map<string, number>(),
  } = {}): Promise<{ saved: Named[]; warned: number }> {
    const saved: Named[] = [];
    const warned: string[] = [];
    const task = createAskNames({
      names: {
        unnamedTeams: async () => [CARE, CARE],
        saveNames: async (named) => void saved.push(...named),
      },
      conversations: {
        findConversation: async () => reference,
      },
      connector: createConnectorClient({ authorize: async () => 'Bearer t' }),
      log: { warn: (_fields, message) => void warned.push(message), error() {} },
      clock: () => now,
      askedAt,
    });
    task.notify();
    await task.stop(60_000);
    return { saved, warned: warned.length };
  }

  it('is asked for them, once', async () => {
    answers = {
      [`/v3/teams/${TEAM}`]: { id: TEAM, name: 'Relation client', aadGroupId: 'g' },
      [`/v3/teams/${TEAM}/conversations`]: {
        conversations: [
          { id: TEAM, name: null },
          { id: CARE, name: 'Avis' },
        ],
      },
    };
    assert.deepEqual((await ask()).saved, [
      { id: TEAM, name: 'Relation client' },
      { id: CARE, name: 'Avis' },
    ]);
    assert.equal(asked.length, 2);
  });

  it('that does not answer as it should is left alone for hours', async () => {
    assert.deepEqual(await ask(), { saved: [], warned: 1 });
    assert.equal(asked.length, 1);
    answers = { [`/v3/teams/${TEAM}`]: { name: 7 } };
    assert.equal((await ask()).warned, 1);
  });

  it('is not kept in memory for longer than it is left alone', async () => {
    const now = 1_790_000_000_000;
    const hour = 3_600_000;
    const askedAt = new Map([['a team that was deleted', now - 11 * hour]]);
    await ask({ now, askedAt });
    assert.deepEqual([...askedAt.keys()], ['a team that was deleted', TEAM]);
    assert.equal((await ask({ now: now + hour, askedAt })).warned, 0);
    assert.deepEqual([...askedAt.keys()], [TEAM]);
    assert.equal((await ask({ now: now + 12 * hour, askedAt })).warned, 1);
  });
});
