// The page at /docs in a real browser: it must work under its own content security policy.
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { openRestDoor, type RestDoor } from '../api/rest-door.ts';
import { launchChromium } from './chromium.ts';

describe('the page of the REST API, in a browser', function () {
  this.timeout(120_000);
  let door: RestDoor;
  let browser: Browser;
  before(async () => {
    door = await openRestDoor();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await door?.close();
  });

  it('shows every call and tries one, without asking another host or breaking its policy', async () => {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    const hosts = new Set<string>();
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) hosts.add(new URL(request.url()).origin);
    });
    await page.goto(`${door.url}/docs`);
    const predict = page.locator('#operations-Posts-predict');
    await predict.locator('.opblock-summary-control').click();
    assert.match(await predict.locator('textarea').first().inputValue(), /Trois heures de retard/);
    await predict.getByRole('button', { name: 'Execute' }).click();
    await predict.locator('.live-responses-table .response-col_status').filter({ hasText: '200' }).waitFor();
    const { paths } = (await (await door.ask('/openapi.json')).json()) as { paths: Record<string, object> };
    const calls = Object.values(paths).flatMap((methods) => Object.keys(methods));
    assert.equal(await page.locator('.opblock').count(), calls.length);
    assert.equal(await page.locator('.opblock-tag-section').count(), 6);
    assert.deepEqual([...hosts], [door.url]);
    assert.deepEqual(faults, []);
  });

  it('is dark where the reader’s colours are', async () => {
    const page = await browser.newPage({ colorScheme: 'dark' });
    await page.goto(`${door.url}/docs`);
    await page.locator('#operations-Posts-predict').waitFor();
    const brightness = await page.evaluate(() => {
      const [red, green, blue] = /(\d+), (\d+), (\d+)/
        .exec(getComputedStyle(document.documentElement).backgroundColor)!
        .slice(1)
        .map(Number) as [number, number, number];
      return (red + green + blue) / 3;
    });
    assert.ok(brightness < 64, `${brightness}`);
    await page.screenshot({ path: 'artifacts/docs-dark.png' });
    await page.close();
  });
});
