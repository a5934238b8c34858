import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/storage/engine/database.ts';

const ROUNDS = 20;
const VOTERS = 8;

describe('A service killed with SIGKILL while votes pour in over HTTP', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-kill-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it(`still has every vote that it acknowledged, ${ROUNDS} times over`, async function () {
    this.timeout(180_000);
    this.slow(120_000);
    const acknowledged: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { child, url } = await startService(dataDir);
      const enough = acknowledged.length + 10 + round;
      const pouring = Array.from({ length: VOTERS }, (_, voter) =>
        vote(url, `voter ${voter}`, (id) => {
          acknowledged.push(id);
          if (acknowledged.length >= enough) child.kill('SIGKILL');
        }),
      );
      await Promise.all(pouring);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      assert.equal(child.signalCode, 'SIGKILL');
      assert.ok(acknowledged.length >= enough);
    }
    const database = await openDatabase({ dataDir });
    const kept = await database.db.selectFrom('votes').select('prediction_id').execute();
    await database.close();
    const ids = new Set(kept.map(({ prediction_id }) => prediction_id));
    assert.deepEqual(
      acknowledged.filter((id) => !ids.has(id)),
      [],
    );
  });
});

async function startService(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(new URL('./service-without-model.ts', import.meta.url), {
    env: { PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir },
  });
  const [url] = await once(child, 'message');
  return { child, url };
}

/** Judges and votes, again and again, until the service is gone. @param onVote told of each vote once it is acknowledged. */
async function vote(url: string, user: string, onVote: (predictionId: string) => void): Promise<void> {
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return response.ok
      ? ((await response.json()) as { id: string })
      : assert.fail(`${path}: ${response.status}`);
  };
  for (;;) {
    try {
      const { id } = await post('/predict', { text: 'Bon vol' });
      await post('/feedback', { prediction_id: id, correct: false, user });
      onVote(id);
    } catch (error) {
      // fetch fails with a TypeError when nobody is there any more.
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}
