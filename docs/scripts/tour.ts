// `npm run docs:tour`: plays a short visit with the real service, model, Playground and page, and keeps it as
// docs/pictures/tour.gif: a post, its card, a 👎, the right label, the dashboard. The still pictures are taken on the way.
import { copyFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { readCommandLine } from '../../src/command-line.ts';
import { fr } from '../../src/web/texts/page-texts.ts';
import { ironic } from '../../test/demo/posts/ironic.ts';
import { postInChannel } from '../../test/e2e/channel-post.ts';
import { launchChromium } from '../../test/e2e/chromium.ts';
import { openWindow } from '../../test/e2e/page-window.ts';
import { type Playground, startPlayground } from '../../test/e2e/playground.ts';
import { removeData, type Service } from '../../test/e2e/service.ts';
import { openTeams, type TeamsWindow } from '../../test/e2e/teams-window.ts';
import { createFilm, type Film } from './film.ts';
import { pictureOf, takeStills } from './stills.ts';
import { startWithHistory } from './tour-history.ts';

const FILE = pictureOf('pictures/tour.gif');
const CARD = new URL('../../artifacts/verdict-card.png', import.meta.url);
const MOST_BYTES = 2_000_000;
/** CSS pixels, as the film shows them. */
const PAGE = { width: 900, height: 560 };
const HAPPY = 'Équipage adorable, départ à l’heure : merci Air Paradis 😊';

readCommandLine(`npm run docs:tour

Plays a short visit with the real service in a browser, and writes docs/pictures/tour.gif and the pictures beside it.
It takes no arguments, and some minutes.
`);

const service = await startWithHistory();
const browser = await launchChromium();
const film = await createFilm(browser, PAGE);
try {
  await playTeams(browser, service, film);
  await playPage(browser, service, film);
  await takeStills(browser, service.url);
  const picture = await film.develop();
  if (picture.length > MOST_BYTES)
    throw new Error(
      `The film has ${picture.length} bytes, more than ${MOST_BYTES}; make it shorter or smaller.`,
    );
  await writeFile(FILE, picture);
  process.stderr.write(`${FILE}: ${film.frames} frames, ${Math.round(picture.length / 1000)} KB\n`);
} finally {
  await browser.close();
  await service.stop();
  await removeData(service);
}

/** The post that the model calls happy with the most conviction among the ironic ones, else the happy one. */
async function pickPost(): Promise<string> {
  for (const text of [...ironic, HAPPY]) {
    const answer = await fetch(`${service.url}/predict`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text }),
    });
    const { label, certain } = (await answer.json()) as { label: string; certain: boolean };
    if (label === 'positive' && certain) return text;
  }
  throw new Error('The model calls none of the posts of the tour positive; give it others.');
}

async function playTeams(browser: Browser, service: Service, film: Film): Promise<void> {
  const text = await pickPost();
  const playground = await startPlayground({ botEndpoint: `${service.url}/api/messages` });
  try {
    const teams = await openTeams(browser, playground.url);
    await teams.open('Avis voyageurs');
    const show = (caption: string, seconds: number) =>
      film.add(caption, teams.page, seconds, teams.thread(text));
    await postInChannel({ teams, playground }, text, 'fr-FR');
    await teams.thread(text).scrollIntoViewIfNeeded();
    await show('A post reaches a channel in Teams', 2);
    await playVote(teams, text, show);
    await keepCard({ teams, playground });
    await teams.page.close();
  } finally {
    await playground.stop();
  }
}

async function playVote(
  teams: TeamsWindow,
  text: string,
  show: (caption: string, seconds: number) => Promise<void>,
): Promise<void> {
  const card = teams.thread(text).locator('.ac-adaptiveCard');
  await card.getByText(/^😊 Positif/).waitFor();
  await card.scrollIntoViewIfNeeded();
  await show('The bot answers in its thread: a verdict, and “am I right?”', 3);
  await card.getByRole('button', { name: '👎' }).hover();
  await show('It missed the irony, so somebody says: wrong', 2);
  await card.getByRole('button', { name: '👎' }).click();
  const right = card.getByRole('button', { name: /^(Négatif|Negative)/ });
  // The card that everybody sees may take its place meanwhile; hovering tries again then.
  await right.hover();
  await show('It asks for the right label', 2.5);
  await right.click();
  await card
    .getByText(/Merci|Thank you|: (Négatif|Negative)/)
    .first()
    .waitFor();
  await show('The correction is stored: an example for the next model', 2.5);
}

async function playPage(browser: Browser, service: Service, film: Film): Promise<void> {
  const window = await openWindow(browser, { viewport: PAGE });
  await window.page.goto(service.url);
  await window.page.getByRole('link', { name: fr.views.dashboard, exact: true }).click();
  await window.page.getByLabel(fr.dashboard.periods.month, { exact: true }).click();
  await window.page.getByRole('img', { name: fr.dashboard.overTime }).waitFor();
  await film.add('The dashboard adds everything up', window.page, 3);
  await window.page
    .getByRole('img', { name: fr.dashboard.overTime })
    .evaluate((chart) => chart.scrollIntoView({ block: 'center' }));
  await film.add('Over time, with the alert’s threshold', window.page, 3);
  await window.close();
}

/** docs/verdict-card.png: a post, and the card below it. */
async function keepCard(window: { teams: TeamsWindow; playground: Playground }): Promise<void> {
  await postInChannel(window, HAPPY, 'fr-FR');
  const card = window.teams.thread(HAPPY).locator('.ac-adaptiveCard');
  await card.getByText(/^😊 Positif/).waitFor();
  await card.scrollIntoViewIfNeeded();
  await window.teams.closeUp('verdict-card', HAPPY);
  await copyFile(CARD, pictureOf('verdict-card.png'));
}
