import assert from 'node:assert/strict';
import { createMemberStore } from '../../../../src/storage/stores/delivery/member-store.ts';
import { onBothDatabases } from '../../databases.ts';

const DAY = 24 * 60 * 60 * 1000;
const CARE = '19:care@thread.tacv2';

onBothDatabases('The store of members', (current) => {
  const store = () => createMemberStore(current());
  const hear = (person: string, at = 1, account: string | null = null, conversation = CARE) =>
    store().hear({ conversation, person, account, at });

  it('knows who was heard in which conversation, in whatever thread', async () => {
    await hear('ann', 1, null, `${CARE};messageid=3`);
    assert.ok(await store().isMember(CARE, 'ann'));
    assert.ok(await store().isMember(`${CARE};messageid=4`, 'ann'));
    assert.ok(!(await store().isMember(CARE, 'bob')));
    assert.ok(!(await store().isMember('19:sales@thread.tacv2', 'ann')));
  });

  it('knows nobody any more who left, by whichever of their ids Teams tells of it', async () => {
    await hear('ann', 1, 'ann of Teams');
    await hear('bob');
    await store().removeMembers([CARE], ['ann of Teams']);
    assert.ok(!(await store().isMember(CARE, 'ann')));
    assert.ok(await store().isMember(CARE, 'bob'));
    await store().removeMembers([], ['bob']);
    await store().removeMembers([CARE], []);
    assert.ok(await store().isMember(CARE, 'bob'));
  });

  it('forgets who was not heard for long', async () => {
    await hear('ann');
    await hear('bob');
    await hear('bob', 9 * DAY);
    assert.equal(await store().deleteMembers(5 * DAY), 1);
    assert.ok(!(await store().isMember(CARE, 'ann')));
    assert.ok(await store().isMember(CARE, 'bob'));
  });
});
