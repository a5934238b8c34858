// A real browser for the tests, from the npm registry alone: nothing is downloaded or installed when a test runs.
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packed, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const INSTALLED: readonly LaunchOptions[] = [
  { channel: 'chrome' },
  { channel: 'msedge' },
  { executablePath: '/usr/bin/chromium' },
];

/**
 * Starts a browser without a window. On Linux (x64) it is the Chromium that @sparticuz/chromium carries, with libraries
 * and fonts of its own, unpacked once into the folder for temporary files; elsewhere it is Chrome, Edge or Chromium as
 * installed.
 * @throws an error that says what to do when there is no browser.
 */
export function launchChromium(): Promise<Browser> {
  return process.platform === 'linux' && process.arch === 'x64' ? launchPacked() : launchInstalled();
}

async function launchPacked(): Promise<Browser> {
  const archives = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
  const executablePath = await packed.executablePath(archives);
  // The package unpacks its libraries, and points to them, on AWS only; a bare machine lacks libnss3 just as well.
  const libraries = join(await inflate(join(archives, 'al2023.tar.br')), 'lib');
  try {
    return await chromium.launch({
      executablePath,
      args: ['--disable-gpu', '--font-render-hinting=none'],
      env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: await fontsThere(), HOME: tmpdir() },
    });
  } catch (cause) {
    const advice = 'If an earlier run was interrupted while it unpacked that file, delete it and try again.';
    throw new Error(`${executablePath} does not start. ${advice}`, { cause });
  }
}

/** The package's own list of fonts looks into /tmp alone, wherever temporary files are: without fonts no text is visible. */
async function fontsThere(): Promise<string> {
  const list = join(tmpdir(), 'air-paradis-fonts.conf');
  const folder = join(tmpdir(), 'fonts');
  const fonts = `<fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>`;
  await writeFile(list, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">${fonts}\n`);
  return list;
}

async function launchInstalled(): Promise<Browser> {
  const causes: unknown[] = [];
  for (const options of INSTALLED) {
    try {
      return await chromium.launch(options);
    } catch (cause) {
      causes.push(cause);
    }
  }
  throw new AggregateError(causes, 'No browser to test with: install Chrome, Edge or Chromium.');
}
