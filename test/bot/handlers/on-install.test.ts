import assert from 'node:assert/strict';
import { BOT, channel, install, membersAdded, personal, ZOE } from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

describe('An installation', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor({ environment: { KEEP_TEXT: 'none', KEEP_DAYS: '30' } });
  });
  afterEach(() => door.close());

  const titles = () => door.connector.by('POST').map(({ body }) => body.summary);

  it('is greeted with what is kept and how to be left alone', async () => {
    await door.deliver(install());
    assert.deepEqual(titles(), ['Bonjour, je suis le bot d’Air Paradis']);
    const card = JSON.stringify(door.connector.lastCard());
    assert.match(card, /sous pseudonyme\s: 30 jours au plus\. Jamais le texte des posts/);
    assert.match(card, /retirez l’application/);
  });

  it('is greeted once, though Teams tells of it twice', async () => {
    await door.deliver(install());
    await door.deliver(membersAdded([BOT, ZOE]));
    assert.equal(titles().length, 1);
  });

  it('is greeted once in a team, though Teams tells of it in two of its channels', async () => {
    const team = { team: { id: '19:general@thread.tacv2' } };
    const inChannel = (id: string) => ({ id, conversationType: 'channel', isGroup: true });
    await door.deliver({ ...install(inChannel('19:support@thread.tacv2')), channelData: team });
    await door.deliver({ ...membersAdded([BOT], inChannel('19:general@thread.tacv2')), channelData: team });
    assert.equal(titles().length, 1);
    const other = { team: { id: '19:other@thread.tacv2' } };
    await door.deliver({ ...install(inChannel('19:other@thread.tacv2')), channelData: other });
    assert.equal(titles().length, 2);
  });

  it('is greeted by either of the two events', async () => {
    await door.deliver(membersAdded([BOT]));
    assert.equal(titles().length, 1);
  });

  it('is greeted in each place, and again when the bot comes back later', async () => {
    await door.deliver(install(personal));
    await door.deliver(install(channel('1')));
    assert.equal(titles().length, 2);
    door.later = 61_000;
    await door.deliver(install(personal));
    assert.equal(titles().length, 3);
  });

  it('that could not be greeted is greeted as soon as the connector can', async () => {
    door.connector.failOnce('POST', 429, 412, 503);
    await door.deliver(install());
    assert.equal(door.connector.ids.length, 1);
  });

  it('is where the bot can speak up from then on, until it is removed', async () => {
    await door.deliver(install());
    await door.deliver(install(channel('1')));
    assert.deepEqual(
      (await door.teams.conversations.listConversations()).map(({ conversation, bot, language }) => ({
        conversation,
        bot,
        language,
      })),
      [
        { conversation: '19:channel@thread.tacv2', bot: BOT.id, language: 'fr' },
        { conversation: personal.id, bot: BOT.id, language: 'fr' },
      ],
    );
    await door.deliver(install(personal, 'remove'));
    assert.deepEqual(
      (await door.teams.conversations.listConversations()).map(({ conversation }) => conversation),
      ['19:channel@thread.tacv2'],
    );
  });

  it('that is upgraded, removed, or of other members, is not greeted', async () => {
    await door.deliver(install(personal, 'add-upgrade'));
    await door.deliver(install(personal, 'remove'));
    await door.deliver(membersAdded([ZOE]));
    assert.deepEqual(titles(), []);
  });
});
