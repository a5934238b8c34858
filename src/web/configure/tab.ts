// What Teams is told of the tab that somebody adds to a channel or a chat: which view it shows.
import { pages } from '@microsoft/teams-js';

/** The views that a tab can show, by the part of the address that names them. */
export const TABS = ['dashboard', 'analyse'] as const;
export type Tab = (typeof TABS)[number];

/** The view of the tab that is there already; for a new one, the first. */
export async function chosenTab(): Promise<Tab> {
  try {
    const { entityId } = await pages.getConfig();
    return TABS.find((tab) => tab === entityId) ?? TABS[0];
  } catch {
    return TABS[0]; // a tab that is not there yet has no configuration in some hosts
  }
}

/** Lets Teams' own button save the tab; it then shows `tab` under the name `title`. */
export function offerTab(tab: Tab, title: string): void {
  const address = `${window.location.origin}/#${tab}`;
  pages.config.registerOnSaveHandler(async (save) => {
    try {
      await pages.config.setConfig({
        entityId: tab,
        contentUrl: address,
        websiteUrl: address,
        suggestedDisplayName: title,
      });
      save.notifySuccess();
    } catch (error) {
      save.notifyFailure(String(error));
    }
  });
  pages.config.setValidityState(true);
}
