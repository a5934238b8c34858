// The trace of drift for model monitoring: which numbers changed, never a post.
import type { Trace } from '../feedback/trace.ts';
import type { Change } from './compare.ts';

/** In Unicode NFC: Kusto's `contains` does not match decomposed accents. */
export const DRIFT = 'Dérive des posts'.normalize('NFC');

/** @param id UUID. @param incident what the traces of one drift have in common. */
export function driftTrace(
  id: string,
  incident: string,
  at: number,
  { model, posts, moved }: { model: string; posts: number; moved: readonly Change[] },
): Trace {
  return {
    id,
    message: DRIFT,
    at,
    properties: {
      incident,
      model,
      posts,
      moved: moved.map(({ feature }) => feature).join(', '),
      psi: Math.max(...moved.map(({ psi }) => psi ?? 0)),
    },
  };
}
