import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBundle } from '../../infra/bundle/make.ts';
import { bytesOf, filesOf } from '../../infra/bundle/zip.ts';
import manifest from '../../package.json' with { type: 'json' };
import { NO_LOOKUPS } from '../e2e/no-lookups.ts';
import { type Program, startProgram } from '../e2e/program.ts';
import { makeCertificate, startIngestion } from '../telemetry/ingestion.ts';

describe('The bundle', function () {
  this.timeout(180_000); // a busy machine takes a minute to make it
  this.slow(20_000);
  let folder: string;
  let packages: readonly string[];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    packages = await makeBundle(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Starts it where nothing else is: no package, no setting but these. */
  async function start(settings: Record<string, string> = {}, options: string[] = []) {
    const program = startProgram(
      'the bundle',
      [...options, 'main.js'],
      { PORT: '0', WORKERS: '2', ...settings },
      folder,
    );
    const [, url] = await program.says(/(http:\S+)\/readyz/);
    const post = async (path: string, body: object) => {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    return { program, url, post };
  }

  const lastLines = (program: Program) => program.output() + program.errors();

  it('starts alone, judges in both languages, takes a vote, shows its pages, and ends when asked to', async () => {
    const { program, url, post } = await start();
    try {
      const ready = await fetch(`${url}/readyz`);
      assert.equal(ready.status, 200);
      const french = await post('/predict', { text: 'Vol parfait, équipage adorable, merci beaucoup !' });
      assert.deepEqual([french.status, french.body.label, french.body.lang], [200, 'positive', 'fr']);
      const english = await post('/predict', { text: 'Worst airline ever, you lost my luggage again' });
      assert.deepEqual([english.status, english.body.label, english.body.lang], [200, 'negative', 'en']);
      const vote = await post('/feedback', { prediction_id: english.body.id, correct: true });
      assert.equal(vote.status, 201);
      const page = await fetch(url!);
      assert.equal(page.status, 200);
      const [, script] = /src="\.\/(.+?\.js)"/.exec(await page.text())!;
      assert.equal((await fetch(`${url}/${script}`)).status, 200);
      for (const file of ['', '/start.js', '/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'])
        assert.equal((await fetch(`${url}/docs${file}`)).status, 200, file);
    } finally {
      assert.equal(await program.stop(), 0, lastLines(program));
    }
    assert.doesNotMatch(program.errors(), /warning/i);
  });

  it('has JavaScript of one byte a letter, of which the process keeps half the bytes', async () => {
    const scripts = (await filesOf(folder)).filter((file) => file.endsWith('.js'));
    const own = scripts.filter((file) => !/\/(page|node_modules)\//.test(file));
    assert.ok(own.some((file) => file.endsWith('/main.js')));
    for (const file of own) assert.doesNotMatch(readFileSync(file, 'utf8'), /[^\0-\x7F]/, file);
  });

  it('sends its traces to Application Insights when that is set', async () => {
    const certificate = makeCertificate(folder);
    const ingestion = await startIngestion(certificate);
    try {
      const { program, post } = await start(
        {
          APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString,
          APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
          NODE_EXTRA_CA_CERTS: certificate.cert,
        },
        ['--import', NO_LOOKUPS],
      );
      const { body } = await post('/predict', { text: 'Trois heures de retard, et personne à l’accueil' });
      await post('/feedback', { prediction_id: body.id, correct: false });
      assert.equal(await program.stop(), 0, lastLines(program));
      assert.doesNotMatch(program.errors(), /error|fail/i);
    } finally {
      await ingestion.stop();
    }
    const messages = ingestion.received.map(({ data }) => data.baseData.message);
    assert.ok(messages.includes('Mauvaise prédiction'), JSON.stringify(ingestion.received));
  });

  it('holds no package that only development needs', () => {
    assert.ok(packages.includes('restify'));
    const development = Object.keys(manifest.devDependencies);
    assert.deepEqual(
      packages.filter((name) => development.includes(name)),
      [],
    );
  });

  it('is described by a package.json that asks for nothing more', () => {
    const bundled = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.equal(bundled.version, manifest.version);
    assert.deepEqual(bundled.engines, manifest.engines);
    assert.equal(bundled.dependencies, undefined);
  });

  it('takes 95 MB at most, with the native parts of one platform', async () => {
    assert.ok((await bytesOf(folder)) <= 95e6, `${await bytesOf(folder)} bytes`);
    const native = (await filesOf(folder)).filter((file) => /\.(node|so[.\d]*|dll|dylib)$/.test(file));
    assert.deepEqual(
      native.map((file) => file.slice(folder.length + 1)),
      ['libonnxruntime.so.1', 'onnxruntime_binding.node'],
    );
  });
});
