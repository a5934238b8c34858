import assert from 'node:assert/strict';
import type { ChallengerState } from '../../../../src/challenger/challenger.ts';
import type { ChallengerStore } from '../../../../src/challenger/challenger-store.ts';
import { HAPPY, openRestDoor, problemOf } from '../../rest-door.ts';

const COUNTS = {
  judged: 1000,
  agreed: 900,
  shift: -20,
  shiftSquared: 40,
  forChallenger: 30,
  forChampion: 8,
};

async function asked(now: ChallengerState | undefined, query = '', compared: unknown[] = []) {
  const challengerStore: Pick<ChallengerStore, 'compare'> = {
    async compare(...args) {
      compared.push(...args);
      return COUNTS;
    },
  };
  const door = await openRestDoor({ challenger: now && { now }, challengerStore });
  try {
    const response = await door.ask(`/challenger${query}`);
    return { status: response.status, response, body: await response.clone().json() };
  } finally {
    await door.close();
  }
}

describe('GET /challenger', () => {
  const judging = { state: 'judging', reason: null, version: 'challenging1', memory: 123_456_789 } as const;

  it('tells agreement, shift and whom people side with, each with what it is worth', async () => {
    const compared: unknown[] = [];
    const { body } = await asked(judging, '?since=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00Z', compared);
    const { agreement, shift, favour, p_value, ...rest } = body;
    assert.deepEqual(rest, {
      state: 'judging',
      reason: null,
      champion: HAPPY.model,
      challenger: 'challenging1',
      memory_mb: 123,
      judged: 1000,
      for_challenger: 30,
      for_champion: 8,
      finding: 'better',
    });
    assert.equal(agreement.value, 0.9);
    assert.ok(agreement.low < 0.9 && agreement.high > 0.9);
    assert.equal(shift.value, -0.02);
    assert.equal(favour.value, 30 / 38);
    assert.ok(p_value < 0.01);
    assert.deepEqual(compared, [
      { champion: HAPPY.model, challenger: 'challenging1' },
      { since: Date.parse('2026-11-01T00:00:00Z'), until: Date.parse('2026-11-02T00:00:00Z') },
    ]);
  });

  it('says why it is off, and still what it found', async () => {
    const { body } = await asked({ ...judging, state: 'off', reason: 'memory' });
    assert.deepEqual([body.state, body.reason, body.judged], ['off', 'memory', 1000]);
  });

  it('has nothing to tell without a challenger, or before one is loaded', async () => {
    const { body } = await asked(undefined);
    assert.deepEqual([body.state, body.challenger, body.judged, body.agreement], ['none', null, 0, null]);
    const loading = await asked({ state: 'loading', reason: null, version: null, memory: null });
    assert.deepEqual([loading.body.state, loading.body.finding], ['loading', 'undecided']);
  });

  it('says 422 and names the field for a time that is none', async () => {
    const { status, response } = await asked(undefined, '?since=yesterday');
    assert.equal(status, 422);
    assert.equal((await problemOf(response)).errors?.[0]?.field, 'since');
  });
});
