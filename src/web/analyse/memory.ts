// Keeps the analysis under way in the browser, so that a reload or a closed tab loses neither a draft nor a vote.
import { type Analysis, blank } from './analysis.ts';

const KEY = 'air-paradis.analysis.v1';

/** What was under way; a blank analysis when there is nothing, or nothing that can be read. */
export function recallAnalysis(storage: Storage = localStorage): Analysis {
  try {
    const { draft, judged } = JSON.parse(storage.getItem(KEY) ?? '{}') as Partial<Analysis>;
    return typeof draft === 'string' ? { ...blank, draft, judged: judged ?? null } : blank;
  } catch {
    return blank;
  }
}

/** A frame may be denied storage: the page then works without a memory. */
export function keepAnalysis({ draft, judged }: Analysis, storage: Storage = localStorage): void {
  try {
    if (draft === '' && !judged) storage.removeItem(KEY);
    else storage.setItem(KEY, JSON.stringify({ draft, judged }));
  } catch {}
}
