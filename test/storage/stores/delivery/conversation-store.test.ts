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
const heard = (at: number, person: string | null = null) => ({ person, at });

onBothDatabases('The store of places', (current) => {
  const store = () => createConversationStore(current());

  it('finds a place by any of its threads', async () => {
    await store().saveConversation({ ...CARE, conversation: `${CARE.conversation};messageid=1` }, heard(1));
    assert.deepEqual(await store().findConversation(`${CARE.conversation};messageid=2`), CARE);
    assert.equal(await store().findConversation('19:other@thread.tacv2'), undefined);
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
    await store().deleteConversation(`${CARE.conversation};messageid=1`);
    assert.deepEqual(await store().listConversations(), []);
    await store().saveConversation(CARE, heard(1));
    await store().saveConversation({ ...CARE, conversation: '19:late' }, heard(9));
    await store().saveConversation(CARE, heard(5));
    assert.equal(await store().deleteConversations(5), 0);
    assert.equal(await store().deleteConversations(6), 1);
    assert.deepEqual(
      (await store().listConversations()).map(({ conversation }) => conversation),
      ['19:late'],
    );
  });

  it('keeps names with a character that PostgreSQL cannot keep', async () => {
    await store().saveConversation({ ...CARE, team: '19:te\0am' }, heard(1));
    assert.ok(await store().findConversation(CARE.conversation));
  });
});
