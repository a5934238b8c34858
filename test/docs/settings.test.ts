// docs/settings.md says what the schema of the settings says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settingsPage } from '../../docs/scripts/settings-page.ts';
import { settingsSchema } from '../../src/config.ts';

const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');

describe('docs/settings.md', () => {
  it('is what npm run docs:settings writes from the schema today', () => {
    assert.equal(page, settingsPage(), 'run npm run docs:settings and commit docs/settings.md');
  });

  it('describes every setting once, in a row that says what it does', () => {
    for (const [name, { description }] of Object.entries(settingsSchema.shape)) {
      const rows = page.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`));
      assert.equal(rows.length, 1, `${name} has ${rows.length} rows`);
      assert.ok(description, `${name} has no description in src/config.ts`);
    }
  });
});
