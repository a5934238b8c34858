import assert from 'node:assert/strict';
import type { ConversationReference } from '../../../../src/delivery/conversation-reference.ts';
import { createConversationStore } from '../../../../src/storage/stores/delivery/conversation-store.ts';
import { createNameStore } from '../../../../src/storage/stores/delivery/name-store.ts';
import { onBothDatabases } from '../../databases.ts';

const TEAM = '19:team@thread.tacv2';
const CARE = '19:care@thread.tacv2';
const CHAT = '19:chat@thread.v2';

onBothDatabases('Names', (current) => {
  const names = () => createNameStore(current());
  const heardIn = (conversation: string, changes: Partial<ConversationReference> = {}) =>
    createConversationStore(current()).saveConversation(
      { conversation, serviceUrl: 'https://smba.example', host: 'msteams', bot: '28:b', ...changes },
      { person: null, at: 1 },
    );
  const nameOf = async (conversation: string) => [...(await names().namesOf([conversation])).values()][0];

  it('of channels begin with their team; the first channel of a team is called like it', async () => {
    await heardIn(TEAM, { team: TEAM });
    await heardIn(CARE, { team: TEAM });
    await names().saveNames([{ id: TEAM, name: 'Relation client' }], 1);
    assert.equal(await nameOf(CARE), undefined);
    await names().saveNames([{ id: CARE, name: 'Avis' }], 1);
    assert.equal(await nameOf(`${CARE};messageid=7`), 'Relation client › Avis');
    assert.equal(await nameOf(TEAM), 'Relation client');
  });

  it('of channels are known when their team is not, and of chats that have a topic', async () => {
    await names().saveNames(
      [
        { id: CARE, name: 'Avis' },
        { id: CHAT, name: 'Astreinte \0 nuit' },
      ],
      1,
    );
    assert.equal(await nameOf(CARE), 'Avis');
    assert.equal(await nameOf(CHAT), 'Astreinte \uFFFD nuit');
    assert.equal(await nameOf('a:1zoe'), undefined);
  });

  it('change when Teams says so, and not back by what it said before', async () => {
    await names().saveNames([{ id: CARE, name: 'Avis' }], 5);
    await names().saveNames([{ id: CARE, name: 'Avis clients' }], 6);
    await names().saveNames([{ id: CARE, name: 'Avis' }], 5);
    assert.equal(await nameOf(CARE), 'Avis clients');
  });

  it('are missing for teams of which no name, or not every channel, was told', async () => {
    await heardIn(TEAM, { team: TEAM });
    await heardIn(CARE, { team: TEAM });
    await heardIn(CHAT);
    assert.deepEqual(await names().unnamedTeams(), [CARE]);
    await names().saveNames([{ id: TEAM, name: 'Relation client' }], 1);
    assert.deepEqual(await names().unnamedTeams(), [CARE]);
    await names().saveNames([{ id: CARE, name: 'Avis' }], 1);
    assert.deepEqual(await names().unnamedTeams(), []);
  });

  it('are forgotten when nobody told them for long', async () => {
    await names().saveNames([{ id: CARE, name: 'Avis' }], 5);
    assert.equal(await names().deleteNames(5), 0);
    assert.equal(await names().deleteNames(6), 1);
    assert.equal(await nameOf(CARE), undefined);
  });
});
