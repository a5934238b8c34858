// `npm run demo` as a newcomer meets it: a filled page that says it is a demo, and nothing left afterwards.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { launchChromium } from './chromium.ts';
import { openWindow } from './page-window.ts';
import { type Program, startProgram } from './program.ts';

describe('The demo', function () {
  this.timeout(180_000);

  let folder: string;
  let demo: Program;
  let url: string;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
    // A demo takes no setting but PORT: one that met this database would not start.
    demo = startProgram('The demo', ['test/demo/index.ts'], {
      PORT: '0',
      TMPDIR: folder,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:9/real',
    });
    browser = await launchChromium();
    await demo.says(/\d+ posts, \d+ votes, \d+ corrections/);
    await demo.says(/Avis voyageurs\n +🗞️ Bilan de la semaine\n[\s\S]+Customer reviews\n +🗞️ Weekly digest\n/);
    [, url] = (await demo.says(/Open the page +(http:\S+)/)) as unknown as [string, string];
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
    await rm(folder, { recursive: true });
  });

  it('has an incident that is over and one that is open, found by the service itself', async () => {
    const { incidents } = (await (await fetch(`${url}/incidents`)).json()) as {
      incidents: { rule: string; open: boolean }[];
    };
    assert.deepEqual(
      incidents.map(({ rule, open }) => [rule, open]),
      [
        ['burst', true],
        ['burst', false],
      ],
    );
  });

  it('tells digests in the words of their channel, with what waits for an answer', async () => {
    const [told] = await demo.says(/Digests of the week[\s\S]+Weekly digest[\s\S]+Topics.+\n.+\n/);
    const [french, english] = told!.split('Weekly digest');
    assert.match(french!, /Sujets.*\n +\p{L}/u);
    assert.doesNotMatch(french!, /Delay|Airport|Baggage|Staff|Booking/);
    assert.doesNotMatch(english!, /Customer-service/);
    for (const waiting of [french, english])
      assert.match(waiting!, /(Réponses attendues|Waiting for an answer)\s?: .*\d/);
  });

  it('has posts that wait for an answer, some that somebody has, and many that were answered', async () => {
    const { now, total } = (await (await fetch(`${url}/triage?since=1970-01-01T00:00:00Z`)).json()) as {
      now: { open: number; taken: number };
      total: { posts: number; to_end: { posts: number } };
    };
    assert.ok(now.open > 0 && now.taken > 0, JSON.stringify(now));
    assert.equal(total.posts - total.to_end.posts, now.open + now.taken);
    assert.ok(total.to_end.posts > 10 * now.open, JSON.stringify(total));
    const { routes } = (await (await fetch(`${url}/routes`)).json()) as { routes: object[] };
    assert.equal(routes.length, 2);
  });

  for (const [locale, texts] of [
    ['fr-FR', fr],
    ['en-GB', en],
  ] as const)
    it(`shows each alert in a view of its own, to which the dashboard leads: ${locale}`, async () => {
      const window = await openWindow(browser, { locale, viewport: { width: 1100, height: 900 } });
      try {
        const { page } = window;
        await page.goto(`${url}/#dashboard`);
        await page.getByRole('link', { name: texts.dashboard.incident.burst }).first().click();
        await page.getByText(texts.incident.state.burst.open).waitFor();
        await page.getByRole('heading', { name: texts.incident.posts.votes }).waitFor();
        await page.getByText(texts.posts.corrections('').trim()).first().waitFor();
        assert.equal(
          await page
            .getByRole('link', { name: texts.views.dashboard, exact: true })
            .getAttribute('aria-current'),
          'page',
        );
        for (const scheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: scheme });
          assert.deepEqual(await window.violations(), [], scheme);
        }
        await window.picture(`incident-${locale}`);
        await page.setViewportSize({ width: 320, height: 700 });
        assert.equal(await window.overflow(), 0);
        await page.getByRole('link', { name: texts.incident.all }).click();
        await page.getByText(texts.posts.incident).waitFor();
        await page.goto(`${url}/#incident/burst-1`);
        await page.getByText(texts.incident.gone).waitFor();
        await page.getByRole('link', { name: texts.incident.back }).click();
        await page.getByRole('heading', { name: texts.dashboard.overview }).waitFor();
        assert.deepEqual(
          window.faults.filter((fault) => !/404/.test(fault)),
          [],
        );
      } finally {
        await window.close();
      }
    });

  it('names its channels', async () => {
    const { channels } = (await (await fetch(`${url}/channels`)).json()) as { channels: { name: string }[] };
    assert.deepEqual(channels.map(({ name }) => name).sort(), [
      'Relation clients › Avis voyageurs',
      'Relation clients › Bagages',
      'Relation clients › Customer reviews',
    ]);
  });

  for (const [locale, texts] of [
    ['fr-FR', fr],
    ['en-GB', en],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const)
      it(`says on the page that it is one, and fits and passes axe: ${locale}, ${colorScheme}`, async () => {
        const window = await openWindow(browser, {
          locale,
          colorScheme,
          viewport: { width: 1600, height: 900 },
        });
        try {
          const { page } = window;
          await page.goto(`${url}/#dashboard`);
          await page.getByText(texts.demo.name, { exact: true }).waitFor();
          await page.getByLabel(texts.dashboard.periods.month, { exact: true }).click();
          await page.getByRole('img', { name: texts.dashboard.overTime }).waitFor();
          await window.picture(`demo-dashboard-${locale}-${colorScheme}`);
          assert.deepEqual(await window.violations(), []);
          await page.setViewportSize({ width: 320, height: 700 });
          assert.equal(await window.overflow(), 0);
          await page.goto(`${url}/#review`);
          await page.getByText(texts.review.question).first().waitFor();
          await window.picture(`demo-review-${locale}-${colorScheme}`);
          assert.deepEqual(window.faults, []);
        } finally {
          await window.close();
        }
      });

  it('leaves nothing behind when it is stopped', async () => {
    assert.equal((await readdir(folder)).filter((name) => name.startsWith('air-paradis-demo-')).length, 1);
    assert.equal(await demo.stop(), 0);
    assert.deepEqual(await readdir(folder), []);
  });
});
