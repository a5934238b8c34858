import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createApiKey, findApiKey, parseApiKeys } from '../src/api-keys.ts';
import { ConfigError, readConfig } from '../src/config.ts';

const DIGEST = 'a'.repeat(64);

describe('API keys', () => {
  it('are found by what their owner presents, each with its name and scopes', () => {
    const bot = createApiKey('bot', 'predict+feedback');
    const lab = createApiKey('lab', 'export');
    const keys = parseApiKeys(`${bot.entry}, ${lab.entry}`);
    assert.equal(findApiKey(keys, lab.key)?.name, 'lab');
    assert.deepEqual(findApiKey(keys, bot.key)?.scopes, ['predict', 'feedback']);
  });

  it('are not found by anything else, their own entry included', () => {
    const { key, entry } = createApiKey('bot', 'predict');
    const keys = parseApiKeys(entry);
    for (const presented of ['', entry, key.slice(1), `${key} `, entry.split(':')[2]!])
      assert.equal(findApiKey(keys, presented), undefined);
  });

  it('differ every time, and are no part of the entry that lets them in', () => {
    const first = createApiKey('bot', 'predict');
    const second = createApiKey('bot', 'predict');
    assert.notEqual(first.key, second.key);
    assert.ok(!first.entry.includes(first.key));
  });

  for (const [what, setting, fault] of [
    ['an entry without a hash', 'bot:predict', /malformed entry 1/],
    ['a key in place of its hash', `a:predict:${DIGEST},bot:predict:ap_secretsecret`, /malformed entry 2/],
    ['a scope that does not exist', `bot:predict+dance:${DIGEST}`, /unknown scope/],
    ['a name that stands twice', `bot:predict:${DIGEST},bot:export:${DIGEST}`, /names bot twice/],
  ] as const)
    it(`are refused at the start for ${what}, without repeating it`, () => {
      assert.throws(
        () => readConfig({ API_KEYS: setting }),
        (error) => {
          assert.ok(error instanceof ConfigError);
          assert.match(error.message, fault);
          assert.doesNotMatch(error.message, /secretsecret|aaaa/);
          return true;
        },
      );
    });

  it('are none by default', () => {
    assert.deepEqual(readConfig({}).API_KEYS, []);
  });
});

describe('npm run api:key', () => {
  const run = (...args: string[]) =>
    spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../src/api/auth/new-key.ts', import.meta.url)), ...args],
      {
        encoding: 'utf8',
      },
    );

  it('prints a key and the setting that lets it in', () => {
    const { stdout, status } = run('bot', 'predict+feedback');
    assert.equal(status, 0);
    const [, key] = /^ {2}(ap_\S+)$/m.exec(stdout)!;
    const [, entry] = /API_KEYS=(\S+)/.exec(stdout)!;
    assert.equal(findApiKey(readConfig({ API_KEYS: entry }).API_KEYS, key!)?.name, 'bot');
  });

  it('says what it needs when a scope is unknown or nothing is given', () => {
    for (const args of [[], ['bot'], ['bot', 'dance']]) {
      const { stderr, stdout, status } = run(...args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /predict, feedback, post, read, review, triage, export, admin/);
    }
  });
});
