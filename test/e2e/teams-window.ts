// The Playground's page in a browser, in the words of who uses it: open a conversation, write, look at the thread.
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

const ARTIFACTS = new URL('../../artifacts/', import.meta.url);
const EMOJI_FONT = fileURLToPath(import.meta.resolve('twemoji-colr-font/twemoji.woff2'));

/** CSS pixels; pictures have two dots for each. */
const WINDOW = { width: 1280, height: 860 };
const MARGIN = 8;

export interface Posted {
  readonly messageId: string;
  /** Of the post's thread in a channel, `<channel>;messageid=<post>`; of the chat elsewhere. */
  readonly conversationId: string;
}

export interface TeamsWindow {
  readonly page: Page;
  /** What went wrong so far: errors in the page, and what the Playground warned of in its log. */
  readonly faults: readonly string[];
  /** Waits for a fault that the test is about, and takes it off the list. */
  expectFault(pattern: RegExp): Promise<void>;
  /** Opens a chat or a channel by its name in the list on the left. */
  open(conversation: string): Promise<void>;
  /** Writes a new post in the open channel, or a message in the open chat. @param mention whom to call with @ first. */
  write(text: string, mention?: string): Promise<Posted>;
  /** The post that holds `text`, with the replies below it. */
  thread(text: string): Locator;
  /** Keeps a picture of the page as `artifacts/<name>.png`. */
  picture(name: string): Promise<void>;
  /** Keeps a picture of nothing but the post that holds `text` and the card below it. */
  closeUp(name: string, text: string): Promise<void>;
}

/** Opens the page of a Playground, in a wide window on a Paris clock, with emoji that every machine draws alike. */
export async function openTeams(browser: Browser, url: string): Promise<TeamsWindow> {
  await mkdir(ARTIFACTS, { recursive: true });
  const page = await browser.newPage({
    viewport: WINDOW,
    deviceScaleFactor: 2,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  });
  const faults = listen(page, url);
  await addEmoji(page);
  // The page asks a Microsoft server for fonts: the tests neither need nor reach it.
  await page.route(
    (asked) => asked.origin !== url,
    (route) => route.abort(),
  );
  await page.goto(url);
  await page.getByTitle('Toggle Log Panel').click();

  const thread = (text: string) => page.getByRole('group').filter({ hasText: text });
  return {
    page,
    faults,
    async expectFault(pattern) {
      const fault = await eventually(
        () => faults.find((candidate) => pattern.test(candidate)),
        () => `there is no fault like ${pattern}, only: ${faults}`,
      );
      faults.splice(faults.indexOf(fault), 1);
    },
    async open(conversation) {
      await page.getByRole('treeitem', { name: conversation }).click();
    },
    async write(text, mention) {
      const answered = page.waitForResponse(/\/_conversation\/.*\/messages$/);
      await page.getByRole('textbox').first().click();
      if (mention) {
        await page.keyboard.type(`@${mention}`);
        await page.getByRole('menuitem', { name: mention }).click();
        await page.keyboard.type(' ');
      }
      await page.keyboard.insertText(text);
      await page.keyboard.press('Enter');
      const { messageId, postConversationId } = await (await answered).json();
      return { messageId, conversationId: postConversationId };
    },
    thread,
    async picture(name) {
      await page.screenshot({ path: pathOf(name) });
    },
    async closeUp(name, text) {
      const post = thread(text);
      const card = post.locator('.ac-adaptiveCard').last();
      await eventually(
        async () => {
          // The Playground scrolls on while a card comes, and one that its next state replaces stands nowhere for a moment.
          await post.scrollIntoViewIfNeeded();
          const [around, below] = [await post.boundingBox(), await card.boundingBox()];
          if (!around || !below) return undefined;
          const clip = {
            ...around,
            width: below.x + below.width + MARGIN - around.x,
            height: below.y + below.height + MARGIN - around.y,
          };
          return page.screenshot({ path: pathOf(name), clip }).catch((error: Error) => {
            if (!/Clipped area/.test(error.message)) throw error;
            return undefined;
          });
        },
        () => `no card stands still under the post: ${text}`,
      );
    },
  };
}

function pathOf(picture: string): string {
  return fileURLToPath(new URL(`${picture}.png`, ARTIFACTS));
}

function listen(page: Page, url: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.location().url.startsWith(url))
      faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const { log } = JSON.parse(String(payload));
      if (log?.level === 'warning' || log?.level === 'error') faults.push(`Playground: ${log.displayText}`);
    }),
  );
  return faults;
}

/**
 * Under the name of the page's own font, and for emoji alone: other characters keep the page's. A browser joins two
 * faces of a font only when their weights are the same, so it is there once for each weight that the page has.
 */
async function addEmoji(page: Page): Promise<void> {
  const font = `data:font/woff2;base64,${await readFile(EMOJI_FONT, 'base64')}`;
  await page.addInitScript((source) => {
    const unicodeRange =
      'U+200D, U+20E3, U+2122, U+2139, U+2190-21FF, U+2300-27BF, U+2900-297F, U+2B00-2BFF, U+FE0F, U+1F000-1FAFF';
    for (const weight of ['400', '600', '700'])
      document.fonts.add(new FontFace('Segoe UI', `url(${source})`, { unicodeRange, weight }));
  }, font);
}
