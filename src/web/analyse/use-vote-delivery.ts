// Sends a vote until the service has it.
import { useEffect } from 'react';
import { vote } from '../api.ts';
import { ApiError, type Failure, mayPass } from '../call.ts';
import type { AnalysisEvent, JudgedDraft } from './analysis.ts';

/** Milliseconds between two tries. */
const PAUSE = 2000;

type Tell = (happening: AnalysisEvent) => void;

export function useVoteDelivery(judged: JudgedDraft | null, tell: Tell): void {
  const pending = judged?.vote === 'pending' ? judged.prediction.id : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a vote is sent once each time it becomes pending
  useEffect(() => {
    if (!pending || !judged) return;
    const left = new AbortController();
    void deliver(judged, tell, left.signal);
    return () => left.abort();
  }, [pending]);
}

async function deliver(judged: JudgedDraft, tell: Tell, left: AbortSignal): Promise<void> {
  while (!left.aborted) {
    try {
      await vote(judged.prediction, judged);
      return tell({ what: 'vote kept' });
    } catch (error) {
      const failure = analysisFailure(error);
      if (!mayPass(failure)) return tell({ what: 'vote refused', failure });
      tell({ what: 'vote delayed', failure });
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

export function analysisFailure(error: unknown): Failure {
  if (error instanceof ApiError) return error.failure;
  throw error;
}
