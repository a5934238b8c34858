// The page in a browser window of its own, watched: what went wrong in it, what axe finds, whether it fits.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';

const ARTIFACTS = new URL('../../artifacts/', import.meta.url);
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const EMOJI_FONT = fileURLToPath(import.meta.resolve('twemoji-colr-font/twemoji.woff2'));

export interface PageWindow {
  readonly page: Page;
  /** Errors of the page and of its console so far, refusals of its content security policy included. */
  readonly faults: string[];
  /** What axe finds against WCAG 2.2 AA and its best practices: one line each, none when all is well. */
  violations(where?: Frame): Promise<readonly string[]>;
  /** By how many pixels the page is wider than its window. */
  overflow(): Promise<number>;
  /** Keeps a picture as `artifacts/<name>.png`. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window; the test then goes where it wants. In French unless told, with emoji that every machine draws alike. */
export async function openWindow(browser: Browser, options: BrowserContextOptions = {}): Promise<PageWindow> {
  const context = await browser.newContext({
    viewport: { width: 900, height: 760 },
    deviceScaleFactor: 2,
    locale: 'fr-FR',
    // Colours on their way from one to another have any contrast.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
  });
  await addEmoji(page);

  return {
    page,
    faults,
    async violations(where = page.mainFrame()) {
      await where.evaluate(await readFile(AXE, 'utf8'));
      const found = await where.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
      );
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    overflow: () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    async picture(name) {
      await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, ARTIFACTS)), fullPage: true });
    },
    close: () => context.close(),
  };
}

/** Opens a window at an address. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<PageWindow> {
  const window = await openWindow(browser, options);
  await window.page.goto(address);
  return window;
}

/** Added to the page's own style sheet, since its policy lets in no other: under the name of its font, for emoji alone. */
async function addEmoji(page: Page): Promise<void> {
  await page.route('**/assets/*.css', async (route) => {
    const response = await route.fetch();
    const faces = [400, 600].map(
      (weight) =>
        `@font-face { font-family: 'Segoe UI'; font-weight: ${weight}; src: url(emoji.woff2); unicode-range: U+1F000-1FAFF; }`,
    );
    await route.fulfill({ response, body: `${await response.text()}\n${faces.join('\n')}` });
  });
  await page.route('**/assets/emoji.woff2', (route) =>
    route.fulfill({ path: EMOJI_FONT, contentType: 'font/woff2' }),
  );
}
