import assert from 'node:assert/strict';
import { StoreUnavailableError } from '../../../src/feedback/errors.ts';
import { createProbe } from '../../../src/storage/engine/probe.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The probe of a store', (current) => {
  const fault = (cause: object) => new StoreUnavailableError('no room', { cause });

  for (const [what, cause] of [
    ['a full disk of SQLite', { errcode: 13 }],
    ['a short write of SQLite', { errcode: 778 }],
    ['a full disk of PostgreSQL', { code: '53100' }],
    ['a standby', { code: '25006' }],
  ] as const)
    it(`does not forget at once that a larger write failed (${what}), and forgets it in time`, async () => {
      let now = 0;
      const probe = createProbe(current().db, () => now);
      await probe.write();
      probe.note(fault(cause));
      now = 9_999;
      await assert.rejects(probe.write(), /no room/);
      now = 10_000;
      await probe.write();
    });

  it('passes over faults that say nothing about room', async () => {
    const probe = createProbe(current().db);
    for (const error of [fault({ code: '40001' }), fault({ errcode: 5 }), new Error('a bug'), fault({})])
      probe.note(error);
    await probe.write();
  });
});
