import assert from 'node:assert/strict';
import { reportOn } from '../../src/alert/report.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { onBothDatabases } from '../storage/databases.ts';
import { castVotes } from './votes.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = 1_700_000_000_000;

onBothDatabases('The report on an incident', (current) => {
  async function incident(firstAt: number, lastAt: number) {
    await createAlertStore(current()).inTurn('burst', (turn) =>
      turn.keep({ rule: 'burst', firstAt, lastAt }, false),
    );
    return `burst-${firstAt}`;
  }

  it('has each prediction once, with every correction, and the day that ended with it', async () => {
    const first = await castVotes(current(), [START, START + 1], { correction: 'neutral' });
    await castVotes(current(), [START + 2], { correction: 'negative', on: first });
    const second = await castVotes(current(), [START + 5]);
    await castVotes(current(), [START - 1, START + 3, START + 5], { correct: true });
    await castVotes(current(), [START + 5 - DAY - 1, START + 6]); // neither of that day nor of the incident
    const report = await reportOn(await incident(START, START + 5), createAlertStore(current()));
    assert.deepEqual(
      report?.disputed.map(({ prediction: { id }, corrections }) => [id, corrections.toSorted()]),
      [
        [second.id, []],
        [first.id, ['negative', 'neutral']],
      ],
    );
    assert.deepEqual([report?.down, report?.more, report?.day], [4, 0, { up: 3, down: 4 }]);
  });

  it('shows the newest 50 👎 and counts the others', async () => {
    await castVotes(
      current(),
      Array.from({ length: 52 }, (_, i) => START + i),
    );
    const report = await reportOn(await incident(START, START + 51), createAlertStore(current()));
    assert.deepEqual([report?.down, report?.more, report?.disputed.length], [52, 2, 1]);
  });

  it('is nothing when the incident was deleted', async () => {
    assert.equal(await reportOn('burst-1', createAlertStore(current())), undefined);
  });
});
