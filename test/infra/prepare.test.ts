import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

describe('An install without development packages', () => {
  it('succeeds, and says that the page was not built and what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'air-paradis-prepare-'));
    try {
      const script = join(folder, 'prepare.mjs');
      await copyFile('infra/prepare.mjs', script);
      const { stderr } = await promisify(execFile)(process.execPath, [script]);
      assert.match(stderr, /page was not built/);
      assert.match(stderr, /npm ci/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
