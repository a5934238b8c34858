// `npm run bundle:measure`: what each reduction saves, then how the bundle starts and what it takes. Linux only; close
// other programs first. docs/deploy-azure.md shows what it printed.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from '../../src/command-line.ts';
import { loadPredict, whole } from '../../test/bench/load.ts';
import { NO_LOOKUPS } from '../../test/e2e/no-lookups.ts';
import { posts } from '../../test/fixtures/posts.ts';
import { makeBundle } from './make.ts';
import { bytesOf, filesOf, zipFolder } from './zip.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STARTS = 5;
/** As infra/modules/web.bicep sets them. */
const AS_DEPLOYED = {
  NODE_OPTIONS: '--max-semi-space-size=8 --max-old-space-size=768',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
};
/** Connections, and seconds, of the load under which memory is looked at once more. */
const LOAD = [32, 3] as const;
/** Milliseconds in which the threads after the first, with which the service is ready, load the graph too. */
const OTHER_THREADS = 2000;
/** Telemetry to a port where nobody is: what is measured is what it costs to load and to keep. */
const TELEMETRY = {
  APPLICATIONINSIGHTS_CONNECTION_STRING:
    'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:9/',
  APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
};
const ENVIRONMENTS = [
  { title: 'the environment of the deployment', settings: AS_DEPLOYED },
  { title: 'the same and Application Insights', settings: { ...AS_DEPLOYED, ...TELEMETRY } },
  { title: 'an empty environment', settings: {} },
];

const print = (line: string) => process.stdout.write(`${line}\n`);
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function sizesOf(files: readonly string[]): Promise<number[]> {
  return (await Promise.all(files.map((file) => stat(file)))).map(({ size }) => size);
}

/** Files that the service is made of when it runs from its sources, without and with what only development needs. */
async function installedFiles(): Promise<{ all: string[]; production: string[]; onePlatform: string[] }> {
  const own = (await Promise.all(['src', 'models/production'].map((f) => filesOf(join(ROOT, f))))).flat();
  const modules = await filesOf(join(ROOT, 'node_modules'));
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const folders = new Set(listed.trim().split('\n'));
  // The package of a file is the part of its path up to the name after the last node_modules.
  const packageOf = (file: string) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? '';
  const needed = modules.filter((file) => folders.has(packageOf(file)));
  const foreign = /\/onnxruntime-node\/bin\/napi-v6\/(?!linux\/x64\/)/;
  return {
    all: [...own, ...modules],
    production: [...own, ...needed],
    onePlatform: [...own, ...needed.filter((file) => !foreign.test(file))],
  };
}

async function reductions(folder: string): Promise<void> {
  const { all, production, onePlatform } = await installedFiles();
  const rows: [string, number, number][] = [];
  for (const [title, files] of [
    ['sources and model, after `npm ci`', all],
    ['without packages for development', production],
    ['onnxruntime for Linux (x64) only', onePlatform],
  ] as const)
    rows.push([title, files.length, sum(await sizesOf(files))]);
  for (const minify of [false, true]) {
    await makeBundle(folder, { minify });
    const title = minify ? 'minified' : 'bundled: only the code that is reached';
    rows.push([title, (await filesOf(folder)).length, await bytesOf(folder)]);
  }
  const archive = `${folder}.zip`;
  await zipFolder(folder, archive);
  rows.push(['zipped', 1, (await stat(archive)).size]);
  await rm(archive);

  print('| step | files | MB | saves |\n|---|---|---|---|');
  rows.forEach(([title, files, bytes], i) => {
    const before = rows[i - 1]?.[2];
    const saved = before === undefined ? '' : `${((before - bytes) / 1e6).toFixed(1)} MB`;
    print(`| ${title} | ${files} | ${(bytes / 1e6).toFixed(1)} | ${saved} |`);
  });
}

/** One start in an empty folder of data: seconds until ready and of processor time, most MB resident after ten posts and under load. */
async function start(folder: string, settings: Record<string, string>) {
  await rm(join(folder, 'data'), { recursive: true, force: true });
  const begun = performance.now();
  const service = spawn(process.execPath, ['--import', NO_LOOKUPS, 'main.js'], {
    cwd: folder,
    env: { PORT: '0', WORKERS: '2', VERDICT_CACHE: '0', ...settings },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await once(service.stdout, 'data');
  const ready = (performance.now() - begun) / 1000;
  const url = /http:[^"]+/.exec(String(line))![0];
  const proc = (file: string) => readFile(`/proc/${service.pid}/${file}`, 'utf8');
  const [user, system] = (await proc('stat')).split(') ')[1]!.split(' ').slice(11, 13).map(Number) as [
    number,
    number,
  ];
  await sleep(OTHER_THREADS);
  for (let i = 0; i < 10; i++)
    await fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"text":"Trois heures de retard et personne pour nous renseigner, merci Air Paradis !"}',
    });
  const most = async () => (Number(/VmHWM:\s+(\d+)/.exec(await proc('status'))![1]) * 1024) / 1e6;
  const resident = await most();
  whole(await loadPredict(url, posts, ...LOAD));
  const loaded = await most();
  service.kill('SIGTERM');
  await once(service, 'exit');
  return { ready, processor: (user + system) / 100, resident, loaded };
}

readCommandLine(`npm run bundle:measure

Prints what each reduction of the bundle saves, and how the bundle starts and what it takes. It takes no arguments, and some
minutes; Linux only. Close other programs first.
`);

const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
try {
  await reductions(folder);
  print(
    '\n| started with | ready, s | | processor, s | | most MB resident | | under load | |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|',
  );
  const runs = ENVIRONMENTS.map((): Awaited<ReturnType<typeof start>>[] => []);
  // In turn, so that whatever else the machine does falls on all of them alike.
  for (let i = 0; i < STARTS; i++)
    for (const [n, { settings }] of ENVIRONMENTS.entries()) runs[n]!.push(await start(folder, settings));
  for (const [n, { title }] of ENVIRONMENTS.entries()) {
    const cell = (key: 'ready' | 'processor' | 'resident' | 'loaded', digits: number) => {
      const [value, deployed] = [runs[n]!, runs[0]!].map((each) => median(each.map((run) => run[key])));
      return `${value!.toFixed(digits)} | ${(value! / deployed!).toFixed(2)}`;
    };
    print(
      `| ${title} | ${cell('ready', 2)} | ${cell('processor', 2)} | ${cell('resident', 0)} | ${cell('loaded', 0)} |`,
    );
  }
  print(
    `\nMedians of ${STARTS} starts with two workers, taken in turn, Node ${process.version}; beside each the ratio to the first row. The load: ${LOAD[0]} connections for ${LOAD[1]} s.`,
  );
} finally {
  await rm(folder, { recursive: true });
}
