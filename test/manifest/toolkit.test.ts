import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { valuesFrom } from '../../manifest/fill.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const wanted = [
  ...new Set([...read('manifest/manifest.json').matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name]) => name!)),
];

describe('The placeholders of the manifest', () => {
  it('are those that the settings fill', () => {
    const values = valuesFrom({
      MicrosoftAppId: '22222222-2222-4222-8222-222222222222',
      PUBLIC_URL: 'https://sentiment.example',
    });
    assert.deepEqual(wanted.sort(), Object.keys(values).sort());
  });

  for (const [file, environment] of [
    ['m365agents.yml', 'env/.env.dev'],
    ['m365agents.local.yml', 'env/.env.local'],
  ] as const)
    it(`are names that ${file} fills, or asks for in ${environment}`, () => {
      for (const name of wanted) {
        assert.match(read(environment), new RegExp(`^${name}=$`, 'm'));
        const filled = new RegExp(`set-teamsfx-env ${name}=|: ${name}$`, 'm').test(read(file));
        assert.ok(
          filled || (name === 'BOT_DOMAIN' && /BOT_DOMAIN is yours to set/.test(read(environment))),
          name,
        );
      }
    });
});
