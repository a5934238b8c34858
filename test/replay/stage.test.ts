import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from './service.ts';
import { once, storeAfter } from './stage.ts';

describe('a stage of the replay', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-replay-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is not played again once it was', async () => {
    let played = 0;
    const play = async () => ({ played: ++played });
    assert.deepEqual(await once({ folder }, 'week', play), { played: 1 });
    assert.deepEqual(await once({ folder }, 'week', play), { played: 1 });
  });

  it('leaves nothing behind when it fails, and is played anew', async () => {
    const fail = () => Promise.reject(new Error('power cut'));
    await assert.rejects(once({ folder }, 'week', fail), /power cut/);
    assert.equal(await once({ folder }, 'week', async () => 7), 7);
  });

  it('begins with the store of the stage before, whatever an earlier try has left in its own', async () => {
    const replay = { folder, seed: 1, posts: 1, start: 0 };
    const first = await storeAfter(replay, undefined, '1');
    await mkdir(first);
    await writeFile(join(first, 'votes'), 'of week 1');
    await writeFile(join(await storeAfter(replay, '1', '2'), 'votes'), 'half of week 2');
    const second = await storeAfter(replay, '1', '2');
    assert.equal(await readFile(join(second, 'votes'), 'utf8'), 'of week 1');
  });

  it('has a service that keeps the replay’s own time and refuses aloud', async () => {
    const time = { now: Date.UTC(2026, 0, 5, 12) };
    const service = await startService(time, { DATA_DIR: folder, WORKERS: '1' });
    try {
      const { id, label } = await service.predict('merci Air Paradis, équipage adorable');
      time.now += 60_000;
      await service.vote({ prediction_id: id, correct: true, user: 'ann' });
      const lines = await (
        await service.get('/export?since=2026-01-05T00:00:00Z&until=2026-01-06T00:00:00Z')
      ).text();
      const { created_at, votes } = JSON.parse(lines);
      assert.equal(created_at, '2026-01-05T12:00:00.000Z');
      assert.equal(votes[0].voted_at, '2026-01-05T12:01:00.000Z');
      await assert.rejects(
        service.vote({ prediction_id: id, correct: true, label, user: 'ann' }),
        /\/feedback answered 4\d\d: .*goes with correct: false only/,
      );
    } finally {
      await service.stop();
    }
  });
});
