import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { temporaryFolder } from './databases.ts';

const ROUNDS = 20;
const PROGRAM = fileURLToPath(new URL('pouring.ts', import.meta.url));

/** Lets votes pour in, kills the process outright after `enough` of them. @returns what it had acknowledged. */
async function pourAndKill(dataDir: string, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [PROGRAM, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.split(' ').length === 3 && /(up|down)$/.test(line)) acknowledged.push(line);
    if (acknowledged.length === enough) child.kill('SIGKILL');
  }
  const [, signal] = await exit;
  assert.equal(signal, 'SIGKILL');
  return acknowledged;
}

describe('A process killed while votes pour in', () => {
  const folder = temporaryFolder();

  it(`has every acknowledged vote on disk, ${ROUNDS} times over`, async function () {
    this.timeout(120_000);
    this.slow(60_000);
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const more = await pourAndKill(folder(), 5 + round * 3);
      assert.ok(more.length >= 5 + round * 3);
      acknowledged.push(...more);
      await assertKept(folder(), acknowledged);
    }
  });
});

async function assertKept(dataDir: string, acknowledged: readonly string[]): Promise<void> {
  const database = await openDatabase({ dataDir });
  const votes = await database.db.selectFrom('votes').selectAll().execute();
  const kept = new Set(
    votes.map(({ prediction_id, voter, correct }) => `${prediction_id} ${voter} ${correct ? 'up' : 'down'}`),
  );
  assert.deepEqual(
    acknowledged.filter((vote) => !kept.has(vote)),
    [],
  );
  // A vote, its trace and its place in the tally are kept together, whether or not it was acknowledged.
  const traces = await database.db.selectFrom('traces').select('id').execute();
  assert.equal(traces.length, votes.length);
  const store = createFeedbackStore(database);
  for (const { prediction_id } of votes.slice(-50)) {
    const { up, down } = await store.tally(prediction_id);
    assert.equal(up + down, 1);
  }
  await database.close();
}
