import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../../src/channel/settings.ts';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

const NOBODY = { person: null, at: 0 };
const place = (conversation: string, team?: string) => ({
  conversation,
  serviceUrl: 'https://smba.example/',
  host: 'msteams',
  bot: '28:bot',
  team,
});

describe('GET /channels', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const handle = (channel: string) => door.hashPerson('channel', channel);
  const channels = async () =>
    ((await (await door.ask('/channels')).json()) as { channels: object[] }).channels;

  it('lists nothing while the bot knows no channel', async () => {
    assert.deepEqual(await channels(), []);
  });

  it('lists channels of teams and whatever has settings, once each, and no other chat', async () => {
    await door.conversations.saveConversation(place('19:b@thread', '19:team'), NOBODY);
    await door.conversations.saveConversation(place('19:a@thread', '19:team'), NOBODY);
    await door.conversations.saveConversation(place('19:chat'), NOBODY);
    await door.conversations.saveConversation(place('19:set-chat'), NOBODY);
    for (const channel of ['19:a@thread', '19:gone', '19:set-chat'])
      await door.channels.saveSettings(channel, DEFAULTS);
    await door.names.saveNames(
      [
        { id: '19:team', name: 'Relation client' },
        { id: '19:a@thread', name: 'Avis' },
        { id: '19:gone', name: 'Presse' },
      ],
      1,
    );
    assert.deepEqual(await channels(), [
      {
        channel: '19:a@thread',
        handle: handle('19:a@thread'),
        name: 'Relation client › Avis',
        known: true,
        set: true,
      },
      { channel: '19:b@thread', handle: handle('19:b@thread'), name: null, known: true, set: false },
      { channel: '19:gone', handle: handle('19:gone'), name: 'Presse', known: false, set: true },
      { channel: '19:set-chat', handle: handle('19:set-chat'), name: null, known: true, set: true },
    ]);
  });
});
