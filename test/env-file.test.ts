import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnvFile } from '../src/env-file.ts';

describe('A .env file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-env-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(bytes: string | Buffer) {
    const path = join(folder, '.env');
    await writeFile(path, bytes);
    return { ...readEnvFile(path) };
  }

  it('is read with a byte order mark: its first line counts like the others', async () => {
    assert.deepEqual(await read('\uFEFFHOST=::1\r\nKEEP_TEXT="none"\r\n'), {
      HOST: '::1',
      KEEP_TEXT: 'none',
    });
  });

  it('may be empty or missing', async () => {
    assert.deepEqual(await read(''), {});
    assert.deepEqual(readEnvFile(join(folder, 'none')), {});
  });

  for (const [what, bytes, says] of [
    ['UTF-16 with its mark', Buffer.from('\uFEFFPORT=1', 'utf16le'), /in UTF-16/],
    ['UTF-16 the other way round', Buffer.from('\uFEFFPORT=1', 'utf16le').swap16(), /in UTF-16/],
    ['UTF-16 without a mark', Buffer.from('PORT=1', 'utf16le'), /UTF-16, or no text/],
    ['Windows-1252', Buffer.from('ALERT_FROM=Générale', 'latin1'), /not in UTF-8/],
  ] as const)
    it(`in ${what} is refused: its settings would silently be none`, async () => {
      await assert.rejects(read(bytes), says);
      await assert.rejects(read(bytes), /Save it as UTF-8/);
    });
});
