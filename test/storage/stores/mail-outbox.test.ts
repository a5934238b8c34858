import assert from 'node:assert/strict';
import { createAlertStore } from '../../../src/storage/stores/alert-store.ts';
import { createMailOutbox } from '../../../src/storage/stores/mail-outbox.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The outbox of mails', (current) => {
  const outbox = () => createMailOutbox(current());

  /** Incidents that left mails. */
  async function waiting(...times: number[]) {
    await createAlertStore(current()).inTurn('burst', async (turn) => {
      for (const at of times) await turn.keep({ rule: 'burst', firstAt: at, lastAt: at }, true);
    });
  }

  it('hands a mail out once while its lease lasts, and again when nobody said how it went', async () => {
    await waiting(1);
    assert.deepEqual(await outbox().claim(1000, 50), { incidentId: 'burst-1', attempts: 1 });
    assert.equal(await outbox().claim(1049, 50), undefined);
    assert.equal(await outbox().nextDue(), 1050);
    assert.deepEqual(await outbox().claim(1050, 50), { incidentId: 'burst-1', attempts: 2 });
  });

  it('never hands out again what was sent', async () => {
    await waiting(1);
    await outbox().claim(1000, 50);
    await outbox().sent('burst-1');
    assert.equal(await outbox().claim(Number.MAX_SAFE_INTEGER - 50, 50), undefined);
    assert.equal(await outbox().nextDue(), undefined);
  });

  it('keeps back what was postponed until its time, and hands out others meanwhile', async () => {
    await waiting(1, 2);
    const first = await outbox().claim(1000, 50);
    await outbox().postpone(first!.incidentId, 2000);
    const second = await outbox().claim(1000, 5000);
    assert.notEqual(second?.incidentId, first?.incidentId);
    assert.equal(await outbox().claim(1999, 50), undefined);
    assert.deepEqual(await outbox().claim(2000, 50), { incidentId: first?.incidentId, attempts: 2 });
  });

  it('keeps who does not have it yet, counts their attempts anew, and forgets them once it is sent', async () => {
    await waiting(1);
    const only = ['bob@a.example', 'eve@a.example'];
    for (let i = 0; i < 5; i++) await outbox().claim(1000 + i * 50, 50);
    await outbox().postpone('burst-1', 2000, only);
    assert.deepEqual(await outbox().claim(2000, 50), { incidentId: 'burst-1', attempts: 2, only });
    await outbox().postpone('burst-1', 3000);
    assert.deepEqual(await outbox().claim(3000, 50), { incidentId: 'burst-1', attempts: 3, only });
    await outbox().postpone('burst-1', 4000, only.slice(1));
    assert.deepEqual((await outbox().claim(4000, 50))?.only, ['eve@a.example']);
    await outbox().sent('burst-1');
    const row = await current().db.selectFrom('mails').select('recipients').executeTakeFirst();
    assert.equal(row?.recipients, null);
  });

  it('takes a list of recipients that it cannot read for everybody', async () => {
    await waiting(1);
    await current().db.updateTable('mails').set({ recipients: '["bob' }).execute();
    assert.deepEqual(await outbox().claim(1000, 50), { incidentId: 'burst-1', attempts: 1 });
    assert.deepEqual(current().unreadable.counts(), { mails: 1 });
  });

  it('hands no mail out twice to those who ask at once', async () => {
    await waiting(...Array.from({ length: 10 }, (_, i) => i));
    const claims = await Promise.all(Array.from({ length: 20 }, () => outbox().claim(1000, 50)));
    const taken = claims.flatMap((claim) => claim?.incidentId ?? []);
    assert.equal(new Set(taken).size, taken.length);
    assert.ok(taken.length > 0 && taken.length <= 10);
  });
});
