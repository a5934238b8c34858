// Asks what waits for an answer whenever new figures have come; a reader who may not read posts has nothing.
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { TriageOut } from '../../api/routes/posts/triage.ts';
import { ApiError, call } from '../call.ts';
import type { Shown } from './use-figures.ts';

export type TriageFigures = z.output<typeof TriageOut>;

export interface TriageShown {
  readonly byWeek: TriageFigures;
  readonly byTopic: TriageFigures;
}

/** @param mayRead whether the reader may read posts. @returns null before the answers have come. */
export function useTriage({ since, at }: Pick<Shown, 'since' | 'at'>, mayRead: boolean): TriageShown | null {
  const [shown, setShown] = useState<TriageShown | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when figures have come, at `at`
  useEffect(() => {
    if (!mayRead) return setShown(null);
    let left = false;
    const ask = (by: string) => call<TriageFigures>(`triage?by=${by}&since=${new Date(since).toISOString()}`);
    Promise.all([ask('week'), ask('topic')]).then(
      ([byWeek, byTopic]) => {
        if (!left) setShown({ byWeek, byTopic });
      },
      (error) => {
        // While the service is away, the last ones stay.
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      left = true;
    };
  }, [since, at, mayRead]);
  return shown;
}
