// The pictures of the documents that stand still: the page's views, as they are today.
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { fr } from '../../src/web/texts/page-texts.ts';
import { openWindow } from '../../test/e2e/page-window.ts';

const POST = 'L’équipage était adorable, mais deux heures de retard et une valise perdue.';
const VIEW = { width: 860, height: 700 };

export const pictureOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** Keeps docs/page.png, docs/dashboard.png and docs/pictures/review.png. @param url of a service with a month behind it. */
export async function takeStills(browser: Browser, url: string): Promise<void> {
  await take(browser, `${url}/`, 'page.png', async (page) => {
    await page.getByLabel(fr.enter).fill(POST);
    await page.getByRole('button', { name: fr.analyse, exact: true }).click();
    await page.getByText(fr.weighed).or(page.getByText(fr.evenly)).waitFor();
  });
  await take(browser, `${url}/#review`, 'pictures/review.png', async (page) => {
    await page.getByText(fr.review.question).first().waitFor();
  });
  await take(browser, `${url}/#dashboard`, 'dashboard.png', async (page) => {
    await page.getByLabel(fr.dashboard.periods.month, { exact: true }).click();
    await page.getByRole('img', { name: fr.dashboard.overTime }).waitFor();
  });
}

async function take(
  browser: Browser,
  address: string,
  name: string,
  prepare: (page: Page) => Promise<void>,
): Promise<void> {
  const window = await openWindow(browser, { viewport: VIEW, deviceScaleFactor: 1.5 });
  await window.page.goto(address);
  await prepare(window.page);
  await window.page.screenshot({ path: pictureOf(name), fullPage: true });
  await window.close();
}
