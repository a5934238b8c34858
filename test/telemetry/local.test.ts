import assert from 'node:assert/strict';
import { createLocalTelemetry } from '../../src/telemetry/local.ts';
import { openTelemetry } from '../../src/telemetry/open.ts';
import { prediction, traceOf } from '../feedback/verdicts.ts';
import { readableLog } from './lines.ts';

describe('Telemetry in the local log', () => {
  it('writes the trace of a 👎 as a warning, with all it holds', () => {
    const { log, lines } = readableLog();
    const made = prediction({ id: 'p1' });
    void createLocalTelemetry(log).trace(traceOf('t1', made, false, Date.UTC(2026, 10, 22)));
    const { time: _, ...line } = lines()[0];
    assert.deepEqual(line, {
      level: 'warn',
      traceId: 't1',
      at: '2026-11-22T00:00:00.000Z',
      predictionId: 'p1',
      vote: 'ae3a6c335373e1d7',
      label: 'positive',
      probability: 0.93,
      language: 'fr',
      model: 'a1b2c3d4e5f6',
      door: 'teams',
      msg: 'Mauvaise prédiction',
    });
  });

  it('writes the trace of a 👍 as information', () => {
    const { log, lines } = readableLog();
    void createLocalTelemetry(log).trace(traceOf('t1', prediction(), true, 0));
    assert.equal(lines()[0].level, 'info');
    assert.equal(lines()[0].msg, 'Bonne prédiction');
  });

  it('writes an exception with where it happened, and without its message', async () => {
    const { log, written, lines } = readableLog();
    const telemetry = createLocalTelemetry(log);
    telemetry.exception(new TypeError('my post'), { route: '/predict' });
    await telemetry.close();
    const [{ level, route, err, msg }] = lines();
    assert.deepEqual([level, route, err.name, msg], ['error', '/predict', 'TypeError', 'exception']);
    assert.equal(written[0]!.includes('my post'), false);
  });

  it('is all there is when no connection string is set', async () => {
    const { log, lines } = readableLog();
    const telemetry = await openTelemetry({ DATA_DIR: 'unused' }, log);
    await telemetry.trace(traceOf('t1', prediction(), false, 0));
    await telemetry.close();
    assert.equal(lines().length, 1);
  });
});
