// The whole product as its users meet it in Teams: the real service and model, the Agents Playground, and its page in a browser.
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Playground, startPlayground } from './playground.ts';
import { removeData, type Service, startService } from './service.ts';
import { openTeams, type TeamsWindow } from './teams-window.ts';

export interface TeamsWithService {
  readonly service: Service;
  readonly playground: Playground;
  readonly browser: Browser;
  readonly teams: TeamsWindow;
  stop(): Promise<void>;
}

/** Starts them one after the other; what had started ends again where one does not come up. */
export async function startTeamsWithService(): Promise<TeamsWithService> {
  await using started = new AsyncDisposableStack();
  const service = await startService();
  started.defer(async () => {
    await service.stop();
    await removeData(service);
  });
  const playground = await startPlayground({ botEndpoint: `${service.url}/api/messages` });
  started.defer(() => playground.stop());
  const browser = await launchChromium();
  started.defer(() => browser.close());
  const teams = await openTeams(browser, playground.url);
  const all = started.move();
  return { service, playground, browser, teams, stop: () => all.disposeAsync() };
}
