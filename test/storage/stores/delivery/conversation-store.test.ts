import assert from 'node:assert/strict';
import type { Place } from '../../../../src/delivery/conversation-reference.ts';
import { createPlaceStore } from '../../../../src/storage/stores/delivery/conversation-store.ts';
import { onBothDatabases } from '../../databases.ts';

const CARE: Place = {
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
  const store = () => createPlaceStore(current());

  it('finds a place by any of its threads', async () => {
    await store().savePlace({ ...CARE, conversation: `${CARE.conversation};messageid=1` }, heard(1));
    assert.deepEqual(await store().findPlace(`${CARE.conversation};messageid=2`), CARE);
    assert.equal(await store().findPlace('19:other@thread.tacv2'), undefined);
  });

  it('learns where the connector is now, keeps the first language, and forgets nothing that is not said again', async () => {
    await store().savePlace(CARE, heard(1));
    const moved = { serviceUrl: 'https://connector.example/amer/', language: 'en' } as const;
    const unsaid = { tenant: undefined, team: undefined, teamGroup: undefined };
    await store().savePlace({ ...CARE, ...unsaid, ...moved }, heard(2));
    assert.deepEqual(await store().findPlace(CARE.conversation), { ...CARE, serviceUrl: moved.serviceUrl });
  });

  it('lists the places of one team, or all', async () => {
    const sales = { ...CARE, conversation: '19:sales@thread.tacv2', team: '19:b' };
    for (const place of [sales, CARE]) await store().savePlace(place, heard(1));
    assert.deepEqual(await store().listPlaces('19:b'), [sales]);
    assert.deepEqual(await store().listPlaces(), [CARE, sales]);
  });

  it('forgets one place, whichever thread is named, and those where nobody was heard for long', async () => {
    await store().savePlace(CARE, heard(1));
    await store().deletePlace(`${CARE.conversation};messageid=1`);
    assert.deepEqual(await store().listPlaces(), []);
    await store().savePlace(CARE, heard(1));
    await store().savePlace({ ...CARE, conversation: '19:late' }, heard(9));
    await store().savePlace(CARE, heard(5));
    assert.equal(await store().deletePlaces(5), 0);
    assert.equal(await store().deletePlaces(6), 1);
    assert.deepEqual(
      (await store().listPlaces()).map(({ conversation }) => conversation),
      ['19:late'],
    );
  });

  it('keeps names with a character that PostgreSQL cannot keep', async () => {
    await store().savePlace({ ...CARE, team: '19:te\0am' }, heard(1));
    assert.ok(await store().findPlace(CARE.conversation));
  });
});
