import assert from 'node:assert/strict';
import type { ConversationReference } from '../../../../src/delivery/conversation-reference.ts';
import { createConversationStore } from '../../../../src/storage/stores/delivery/conversation-store.ts';
import { onBothDatabases } from '../../databases.ts';

const CARE: ConversationReference = {
  conversation: '19:care@thread.tacv2',
  serviceUrl: 'https://connector.example/emea/',
  host: 'msteams',
  tenant: 'tenant',
  team: '19:team',
  teamGroup: 'group',
  bot: '28:bot',
  language: 'fr',
};
const DAY = 24 * 60 * 60 * 1000;
const heard = (at: number, person: string | null = null) => ({ person, at });

onBothDatabases('The store of places', (current) => {
  const store = () => createConversationStore(current());

  it('finds a place by any of its threads', async () => {
    await store().saveConversation({ ...CARE, conversation: `${CARE.conversation};messageid=1` }, heard(1));
    assert.deepEqual(await store().findConversation(`${CARE.conversation};messageid=2`), CARE);
    assert.equal(await store().findConversation('19:other@thread.tacv2'), undefined);
  });

  it('finds many at once, and leaves out those that are not known', async () => {
    const sales = { ...CARE, conversation: '19:sales@thread.tacv2' };
    for (const place of [sales, CARE]) await store().saveConversation(place, heard(1));
    const found = await store().findConversations([
      `${CARE.conversation};messageid=2`,
      '19:other',
      '19:sales@thread.tacv2',
    ]);
    assert.deepEqual(new Set(found), new Set([CARE, sales]));
    assert.deepEqual(await store().findConversations([]), []);
  });

  it('learns where the connector is now, keeps the first language, and forgets nothing that is not said again', async () => {
    await store().saveConversation(CARE, heard(1));
    const moved = { serviceUrl: 'https://connector.example/amer/', language: 'en' } as const;
    const unsaid = { tenant: undefined, team: undefined, teamGroup: undefined };
    await store().saveConversation({ ...CARE, ...unsaid, ...moved }, heard(2));
    assert.deepEqual(await store().findConversation(CARE.conversation), {
      ...CARE,
      serviceUrl: moved.serviceUrl,
    });
  });

  it('lists the places of one team, or all', async () => {
    const sales = { ...CARE, conversation: '19:sales@thread.tacv2', team: '19:b' };
    for (const place of [sales, CARE]) await store().saveConversation(place, heard(1));
    assert.deepEqual(await store().listConversations('19:b'), [sales]);
    assert.deepEqual(await store().listConversations(), [CARE, sales]);
  });

  it('forgets one place, whichever thread is named, and those where nobody was heard for long', async () => {
    await store().saveConversation(CARE, heard(1));
    await store().deleteConversation(`${CARE.conversation};messageid=1`, 1);
    assert.deepEqual(await store().listConversations(), []);
    await store().saveConversation(CARE, heard(2));
    await store().saveConversation({ ...CARE, conversation: '19:late' }, heard(9 * DAY));
    await store().saveConversation(CARE, heard(5 * DAY));
    assert.equal(await store().deleteConversations(5 * DAY), 0);
    assert.equal(await store().deleteConversations(6 * DAY), 1);
    assert.deepEqual(
      (await store().listConversations()).map(({ conversation }) => conversation),
      ['19:late'],
    );
  });

  it('learns nothing from what was received before the bot left, and everything from what was received after it', async () => {
    await store().saveConversation(CARE, heard(3));
    await store().deleteConversation(CARE.conversation, 5);
    await store().saveConversation(CARE, heard(4));
    assert.deepEqual(await store().listConversations(), []);
    await store().saveConversation(CARE, heard(6));
    assert.deepEqual(await store().listConversations(), [CARE]);
    // The end of the first stay, told late, does not end the second.
    await store().deleteConversation(CARE.conversation, 5);
    assert.deepEqual(await store().listConversations(), [CARE]);
  });

  it('learns of no channel of a team that the bot has left since, also of one that it did not know', async () => {
    await store().leaveTeam('19:team', 5);
    await store().saveConversation({ ...CARE, conversation: '19:new@thread.tacv2' }, heard(5));
    assert.deepEqual(await store().listConversations(), []);
    await store().saveConversation({ ...CARE, team: '19:another' }, heard(5));
    assert.equal((await store().listConversations()).length, 1);
  });

  it('keeps names with a character that PostgreSQL cannot keep', async () => {
    await store().saveConversation({ ...CARE, team: '19:te\0am' }, heard(1));
    assert.ok(await store().findConversation(CARE.conversation));
  });
});
