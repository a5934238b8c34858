// The routes on their way to the service and back: each change is saved over what was seen, and can be taken back.
import { useEffect, useState } from 'react';
import { ApiError } from '../../call.ts';
import { useTexts } from '../../language.ts';
import { type Forwarding, saveRoutes } from '../questions.ts';
import { troubleOf } from '../trouble.ts';
import type { Route } from './edits.ts';

interface Said {
  readonly intent: 'success' | 'error';
  readonly text: string;
}

export interface RoutesState {
  readonly now: Forwarding;
  readonly busy: boolean;
  readonly said: Said | null;
  readonly canUndo: boolean;
  /** Resolves to whether they were saved. @param text that says so. */
  readonly save: (routes: readonly Route[], text: string) => Promise<boolean>;
  readonly undo: () => Promise<boolean>;
}

/** @param onStale called when somebody else has changed them: what stands is to be asked for. */
export function useRoutes(given: Forwarding, onStale: () => void): RoutesState {
  const { settings, routes: texts } = useTexts();
  const [now, setNow] = useState(given);
  const [former, setFormer] = useState<readonly Route[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => setNow(given), [given]);

  const replace = async (routes: readonly Route[], text: string, before: readonly Route[] | null) => {
    if (busy) return false;
    setBusy(true);
    try {
      setNow(await saveRoutes(routes, now.revision));
      setFormer(before);
      setSaid({ intent: 'success', text });
      return true;
    } catch (error) {
      setSaid({ intent: 'error', text: troubleOf(error, settings) });
      if (error instanceof ApiError && error.problem.status === 409) {
        setFormer(null);
        onStale();
      }
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    now,
    busy,
    said,
    canUndo: former !== null,
    save: (routes, text) => replace(routes, text, now.routes),
    undo: async () => former !== null && replace(former, texts.undone, null),
  };
}
