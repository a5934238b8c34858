import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../../src/storage/engine/errors.ts';
import { loadOrCreateKey } from '../../src/storage/people-key.ts';
import { temporaryFolder } from './databases.ts';

describe('The key of people', () => {
  const folder = temporaryFolder();

  it('is made once, of 32 bytes that only this user can read', () => {
    const dataDir = join(folder(), 'new');
    const key = loadOrCreateKey(dataDir);
    assert.equal(key.length, 32);
    assert.deepEqual(loadOrCreateKey(dataDir), key);
    assert.equal(statSync(join(dataDir, 'people.key')).mode & 0o777, 0o600);
  });

  it('is another one in another folder', () => {
    assert.notDeepEqual(loadOrCreateKey(join(folder(), 'a')), loadOrCreateKey(join(folder(), 'b')));
  });

  for (const [damage, content] of [
    ['empty', ''],
    ['cut short', 'abcdef\n'],
    ['something else', 'x'.repeat(64)],
  ] as const)
    it(`is not replaced when its file is ${damage}`, () => {
      const file = join(folder(), 'people.key');
      writeFileSync(file, content);
      assert.throws(
        () => loadOrCreateKey(folder()),
        (error) => error instanceof StorageError && /people\.key is damaged.*backup/.test(error.message),
      );
      assert.equal(readFileSync(file, 'utf8'), content);
    });

  it('says that its folder cannot be used', () => {
    writeFileSync(join(folder(), 'file'), '');
    assert.throws(
      () => loadOrCreateKey(join(folder(), 'file')),
      (error) => error instanceof StorageError && /cannot be used.*PEOPLE_KEY/.test(error.message),
    );
  });
});
