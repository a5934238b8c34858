// A real browser for the tests, from the npm registry alone: nothing is downloaded or installed when a test runs.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packed, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts a browser without a window. On Linux (x64) it is the Chromium that @sparticuz/chromium carries, with libraries
 * and fonts of its own, unpacked once into the folder for temporary files; elsewhere it is the Chrome that is installed.
 * @throws an error that says what to do when there is no browser.
 */
export function launchChromium(): Promise<Browser> {
  return process.platform === 'linux' && process.arch === 'x64' ? launchPacked() : launchInstalled();
}

async function launchPacked(): Promise<Browser> {
  const archives = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));
  const executablePath = await packed.executablePath(archives);
  // The package unpacks and points to its libraries by itself on AWS only; a bare machine lacks libnss3 just as well.
  const libraries = join(await inflate(join(archives, 'al2023.tar.br')), 'lib');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(tmpdir(), 'fonts'), HOME: tmpdir() },
  });
}

async function launchInstalled(): Promise<Browser> {
  try {
    return await chromium.launch({ channel: 'chrome' });
  } catch (cause) {
    throw new Error('No browser to test with: install Google Chrome, or run on Linux (x64).', { cause });
  }
}
