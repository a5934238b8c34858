import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../../src/channel/settings.ts';
import type { Entry } from '../../../../src/feedback/feedback-service.ts';
import { verdict } from '../../../feedback/verdicts.ts';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

const CARE = '19:care@thread.tacv2';
const PRESS = '19:press@thread.tacv2';
const CHAT = '19:chat@thread.v2';

describe('GET /channels/figures', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
    for (const [conversation, team] of [
      [CARE, '19:team'],
      [PRESS, '19:team'],
      [CHAT, undefined],
    ] as const)
      await door.conversations.saveConversation(
        { conversation, team, serviceUrl: 'https://smba.example/', host: 'msteams', bot: '28:b' },
        { person: null, at: 0 },
      );
    await door.names.saveNames([{ id: CARE, name: 'Avis' }], 1);
  });
  afterEach(() => door.close());

  const record = (channel: string | undefined, entry: Partial<Entry> = {}) =>
    door.feedback.record({ verdict, text: 'Bonjour', door: 'teams', channel, ...entry });
  const ask = async (query = '') =>
    (await (await door.ask(`/channels/figures${query}`)).json()) as {
      channels: { handle: string; name: string | null; figures: { predictions: number } }[];
    };

  it('compares the channels that have posts, most posts first, and leaves chats to those who take part', async () => {
    await record(PRESS);
    await record(CARE);
    const { id } = await record(CARE, { verdict: { ...verdict, label: 'negative' } });
    await door.feedback.vote({ predictionId: id, person: 'ann', correct: false });
    await record(CHAT);
    await record(undefined, { door: 'api' });
    const { channels } = await ask();
    assert.deepEqual(
      channels.map(({ handle, name }) => [handle, name]),
      [
        [door.hashPerson('channel', CARE), 'Avis'],
        [door.hashPerson('channel', PRESS), null],
      ],
    );
    assert.deepEqual(channels[0]!.figures, {
      predictions: 2,
      negative: 1,
      neutral: 0,
      positive: 1,
      negative_share: 0.5,
      uncertain: 0,
      votes: { up: 0, down: 1 },
      bad_rate: 1,
    });
    await door.channels.saveSettings(CHAT, DEFAULTS);
    assert.equal((await ask()).channels.length, 3, 'a chat with settings is listed by GET /channels too');
  });

  it('counts the posts of a period', async () => {
    await record(CARE);
    assert.deepEqual((await ask('?until=2001-01-01T00:00:00Z')).channels, []);
    assert.equal((await ask('?since=2001-01-01T00:00:00Z')).channels.length, 1);
  });

  it('says 422 and names the field for a time that is none', async () => {
    const response = await door.ask('/channels/figures?since=hier');
    assert.equal(response.status, 422);
    assert.match(JSON.stringify(await problemOf(response)), /since/);
  });
});
