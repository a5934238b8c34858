// Keeps decisions that the service does not have yet in the browser, so that a reload or a closed tab loses none. No text
// of a post is kept.
import type { Write } from './reviewing.ts';

const KEY = 'air-paradis.reviews.v1';

/** What was on its way; nothing when there is nothing that can be read. */
export function recallUnsent(storage: Storage = localStorage): readonly Write[] {
  try {
    const writes = JSON.parse(storage.getItem(KEY) ?? '[]');
    return Array.isArray(writes) ? writes : [];
  } catch {
    return [];
  }
}

/** A frame may be denied storage: the page then works without a memory. */
export function keepUnsent(unsent: readonly Write[], storage: Storage = localStorage): void {
  try {
    if (unsent.length === 0) storage.removeItem(KEY);
    else storage.setItem(KEY, JSON.stringify(unsent));
  } catch {}
}
