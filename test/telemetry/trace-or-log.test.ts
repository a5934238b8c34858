import assert from 'node:assert/strict';
import { traceOrLog } from '../../src/telemetry/trace-or-log.ts';

describe('A trace that nothing hangs on', () => {
  it('is told of in the log where telemetry does not take it, and ends no process', async () => {
    const told: object[] = [];
    const away = { trace: () => Promise.reject(new Error('Application Insights did not take the traces')) };
    const log = { error: (fields: object) => void told.push(fields) };
    traceOrLog(away, log, { id: '1', message: 'Model switched', at: 1, properties: {} });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(told.length, 1);
    assert.equal((told[0] as { trace: string }).trace, 'Model switched');
  });
});
