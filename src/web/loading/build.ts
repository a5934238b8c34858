// Which build of the page the service has now, and whether this tab still runs it. The name of the first script holds a hash
// of what is in it, so it names the build.

/** Where the tab keeps the build for which it was reloaded, until a view has loaded. */
const KEY = 'air-paradis.reloaded.v1';

/** The first script that a document asks for; undefined when it is no page of ours. */
export function entryOf(html: string): string | undefined {
  return /<script\b[^>]*\bsrc="([^"]*\/index-[\w-]+\.js)"/.exec(html)?.[1];
}

/** @returns the build that the service has; undefined while it does not answer. */
export async function servedBuild(): Promise<string | undefined> {
  try {
    const response = await fetch('./', { cache: 'no-store', signal: AbortSignal.timeout(5000) });
    return response.ok ? entryOf(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}

export function runningBuild(): string | undefined {
  return entryOf(document.documentElement.outerHTML);
}

/**
 * Whether a reload may mend a view that cannot be loaded: once for each build, so that a build with a missing file does not
 * reload for ever, and never where the tab cannot remember it.
 */
export function mayReload(build: string, storage: Storage = sessionStorage): boolean {
  try {
    if (storage.getItem(KEY) === build) return false;
    storage.setItem(KEY, build);
    return true;
  } catch {
    return false;
  }
}

/** A view has loaded: should one be missing again, a reload may mend that again. */
export function forgetReload(storage: Storage = sessionStorage): void {
  try {
    storage.removeItem(KEY);
  } catch {}
}
