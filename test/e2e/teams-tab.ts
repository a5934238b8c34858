// A page that plays Teams around the page of the service, at the address of Teams.
import type { Frame } from 'playwright-core';
import type { PageWindow } from './page-window.ts';

export const TEAMS = 'https://teams.microsoft.com';

/**
 * Answers teams-js as Teams does, as far as the page asks, and can change the theme, `changeTheme('dark')`, or have the
 * settings of a tab saved, `save()`.
 * @param options.token what `getAuthToken` gets; without one Teams says that it has none, with null it never answers.
 * @param options.frame in which kind of frame the page is told to stand.
 */
export function teams(
  tab: string,
  context: object,
  { token, frame = 'content' }: { readonly token?: string | null; readonly frame?: string } = {},
): string {
  const answers = {
    initialize: [frame, 'web', '2.58.0', '2.58.0'],
    getContext: [context],
    'settings.getSettings': [{ entityId: '' }],
    'settings.setSettings': [true],
    ...(token !== null && {
      'authentication.getAuthToken': token ? [true, token] : [false, 'resourceDisabled'],
    }),
  };
  return `<!doctype html>
  <title>Teams</title>
  <iframe src="${tab}" style="width: 100%; height: 700px"></iframe>
  <script>
    const answers = ${JSON.stringify(answers)};
    window.said = [];
    window.saved = [];
    addEventListener('message', ({ data: { id, uuid, func, args }, source, origin }) => {
      said.push(func);
      if (func === 'settings.setSettings') saved.push(args[0]);
      if (answers[func]) source.postMessage({ id, uuid, args: answers[func] }, origin);
    });
    const save = () => frames[0].postMessage({ func: 'settings.save', args: [{}] }, '*');
    const changeTheme = (theme) => frames[0].postMessage({ func: 'themeChange', args: [theme] }, '*');
  </script>`;
}

export const silent = (tab: string) => `<!doctype html><iframe src="${tab}"></iframe>`;

/** @returns the frame of the page inside a page at `origin` that holds `html`. */
export async function openInside({ page }: PageWindow, origin: string, html: string): Promise<Frame> {
  await page.route(`${origin}/**`, (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  await page.route('https://res.cdn.office.net/**', (route) =>
    route.fulfill({
      json: { validOrigins: ['teams.microsoft.com'] },
      headers: { 'Access-Control-Allow-Origin': '*' },
    }),
  );
  await page.goto(`${origin}/tab`);
  return page.frames()[1]!;
}
