import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AdmZip from 'adm-zip';
import { packTeamsApp } from '../../manifest/pack.ts';

const ROOM = fileURLToPath(new URL('../../manifest/', import.meta.url));
const settings = {
  MicrosoftAppId: '22222222-2222-4222-8222-222222222222',
  PUBLIC_URL: 'https://sentiment.example',
};

describe('The app package', () => {
  let folder: string;
  let archive: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-package-'));
    for (const file of ['manifest.json', 'fr.json', 'color.png', 'outline.png'])
      await cp(join(ROOM, file), join(folder, file));
    archive = join(folder, 'out', 'app.zip');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const pack = () => packTeamsApp({ settings, folder, archive });

  it('holds the manifest, filled in, its translation and its icons, at its root', async () => {
    await pack();
    const entries = new AdmZip(archive).getEntries();
    assert.deepEqual(entries.map(({ entryName }) => entryName).sort(), [
      'color.png',
      'fr.json',
      'manifest.json',
      'outline.png',
    ]);
    const manifest = JSON.parse(new AdmZip(archive).readAsText('manifest.json'));
    assert.equal(manifest.bots[0].botId, settings.MicrosoftAppId);
    assert.equal(manifest.staticTabs[1].contentUrl, 'https://sentiment.example/#analyse');
    assert.deepEqual(await readdir(join(folder, 'out')), ['app.zip']);
  });

  it('is the same archive, byte by byte, from the same files', async () => {
    await pack();
    const first = await readFile(archive);
    await pack();
    assert.ok(first.equals(await readFile(archive)));
  });

  for (const [what, break_, fault] of [
    [
      'a placeholder is left inside',
      (text: string) => text.replace('${{BOT_DOMAIN}}', '${{DOMAIN}}'),
      /Placeholders are left in the manifest: \$\{\{DOMAIN\}\}/,
    ],
    [
      'the manifest breaks its schema',
      (text: string) => text.replace('"type": "query"', '"type": "question"'),
      /manifest\.json breaks its schema/,
    ],
  ] as const)
    it(`is not made when ${what}, and an earlier one stays`, async () => {
      await pack();
      const earlier = await readFile(archive);
      const file = join(folder, 'manifest.json');
      await writeFile(file, break_(await readFile(file, 'utf8')));
      await assert.rejects(pack(), fault);
      assert.ok(earlier.equals(await readFile(archive)));
    });

  it('is not made with an icon of the wrong size', async () => {
    await cp(join(folder, 'color.png'), join(folder, 'outline.png'));
    await assert.rejects(pack(), /outline\.png is 192 × 192 pixels, Teams wants 32 × 32/);
  });

  it('is refused by the command with one message that says which settings to set', () => {
    const run = (env: Record<string, string>) => {
      try {
        execFileSync(process.execPath, [join(ROOM, 'index.ts')], { env, cwd: folder, stdio: 'pipe' });
      } catch (error) {
        return {
          code: (error as { status: number }).status,
          said: String((error as { stderr: Buffer }).stderr),
        };
      }
      throw new Error('it made a package');
    };
    const nothing = run({});
    assert.equal(nothing.code, 1);
    assert.match(nothing.said, /MicrosoftAppId is missing/);
    const { said } = run({ MicrosoftAppId: 'the bot', PUBLIC_URL: settings.PUBLIC_URL });
    assert.match(said, /MicrosoftAppId is not a UUID; copy it from the bot registration/);
    assert.doesNotMatch(said, /\n\s+at /);
  });
});
