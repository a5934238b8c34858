// npm run bench:page: what the page asks of a browser, against a budget: requests, bytes, elements, and how long until one
// can type, as a ratio to a bare page in the same browser and run. Fails beyond the budget.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { readCommandLine } from '../../src/command-line.ts';
import { launchChromium } from '../e2e/chromium.ts';
import { queuePosts } from '../e2e/queued-posts.ts';
import { seed } from '../e2e/seeded-data.ts';
import { startServiceIn } from '../e2e/service.ts';

/** Loads of which the median counts. */
const LOADS = 7;

/** The most of each. Kilobytes are those that travel, compressed. */
const BUDGET = { requests: 20, scriptKb: 250, allKb: 300, elements: 400, ratio: 12 } as const;

type Measured = { -readonly [What in keyof typeof BUDGET]: number };

interface Loaded extends Omit<Measured, 'ratio'> {
  /** From the start of the navigation until what is waited for is there, milliseconds. */
  readonly ready: number;
}

const VIEWS = [
  ['analyse', 'textarea'],
  ['review', 'section[tabindex]'],
  ['dashboard', 'svg[role=img]'],
] as const;

readCommandLine(`npm run bench:page

Measures what the page asks of a browser, against a budget, and fails beyond it. It takes no arguments; once before:
npm run build:page.
`);

const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-bench-'));
await seed(dataDir);
await queuePosts(dataDir);
const service = await startServiceIn(dataDir);
const bare = await serveBarePage();
const browser = await launchChromium();
try {
  const nothing = await measure(
    browser,
    `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`,
    'textarea',
  );
  process.stdout.write('| view | requests | script KB | all KB | elements | ready, against a bare page |\n');
  process.stdout.write('|---|--:|--:|--:|--:|--:|\n');
  for (const [view, waitFor] of VIEWS) {
    const { ready, ...loaded } = await measure(browser, `${service.url}/#${view}`, waitFor);
    report(view, { ...loaded, ratio: ready / nothing.ready });
  }
} finally {
  await browser.close();
  bare.close();
  await service.stop();
  await rm(dataDir, { recursive: true });
}

/** The medians over some loads, each with an empty cache. */
async function measure(chromium: Browser, url: string, waitFor: string): Promise<Loaded> {
  const loads: Loaded[] = [];
  for (let n = 0; n < LOADS; n++) loads.push(await load(chromium, url, waitFor));
  const median = (what: keyof Loaded) =>
    loads.map((each) => each[what]).toSorted((a, b) => a - b)[Math.floor(LOADS / 2)]!;
  return {
    requests: median('requests'),
    scriptKb: median('scriptKb'),
    allKb: median('allKb'),
    elements: median('elements'),
    ready: median('ready'),
  };
}

async function load(chromium: Browser, url: string, waitFor: string): Promise<Loaded> {
  const context = await chromium.newContext();
  try {
    const page = await context.newPage();
    const devTools = await context.newCDPSession(page);
    const scripts = new Set<string>();
    let [requests, script, all] = [0, 0, 0];
    await devTools.send('Network.enable');
    devTools.on('Network.responseReceived', ({ requestId, type }) => {
      requests += 1;
      if (type === 'Script') scripts.add(requestId);
    });
    devTools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      all += encodedDataLength;
      if (scripts.has(requestId)) script += encodedDataLength;
    });
    await page.goto(url);
    await page.locator(waitFor).first().waitFor();
    const ready = await page.evaluate('performance.now()');
    const elements = await page.locator('*').count();
    return { requests, scriptKb: script / 1024, allKb: all / 1024, elements, ready: Number(ready) };
  } finally {
    await context.close();
  }
}

function report(view: string, measured: Measured): void {
  const names = Object.keys(BUDGET) as (keyof typeof BUDGET)[];
  const cells = names.map((name) => measured[name].toFixed(name === 'ratio' ? 1 : 0));
  process.stdout.write(`| ${view} | ${cells.join(' | ')} |\n`);
  for (const name of names)
    if (measured[name] > BUDGET[name]) {
      process.stderr.write(`${view}: ${name} is ${measured[name].toFixed(1)}, the budget ${BUDGET[name]}\n`);
      process.exitCode = 1;
    }
}

/** The least that one can type into. */
async function serveBarePage(): Promise<Server> {
  const server = createServer((_req, res) => {
    res.setHeader('Content-Type', 'text/html');
    res.end('<!doctype html><title>Bare</title><textarea></textarea>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
