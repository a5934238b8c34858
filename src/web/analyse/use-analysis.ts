// Carries an analysis out: asks the service, keeps what stands, and sends a vote until it has arrived.
import { useEffect, useReducer } from 'react';
import { explain, predict, vote } from '../api.ts';
import { ApiError, type Failure, mayPass, OPENED } from '../call.ts';
import { type Analysis, type AnalysisEvent, advanceAnalysis, type JudgedDraft } from './analysis.ts';
import { keepAnalysis, recallAnalysis } from './memory.ts';

/** Milliseconds between two tries to send a vote. */
const PAUSE = 2000;

export interface UsedAnalysis {
  readonly analysis: Analysis;
  readonly tell: (happening: AnalysisEvent) => void;
  readonly analyse: () => Promise<void>;
}

export function useAnalysis(): UsedAnalysis {
  const [analysis, tell] = useReducer(advanceAnalysis, undefined, () => recallAnalysis());
  useEffect(() => keepAnalysis(analysis), [analysis]);

  const { judged } = analysis;
  const pending = judged?.vote === 'pending' ? judged.prediction.id : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a vote is sent once each time it becomes pending
  useEffect(() => {
    if (!pending || !judged) return;
    const left = new AbortController();
    void deliver(judged, tell, left.signal);
    return () => left.abort();
  }, [pending]);

  async function analyse(): Promise<void> {
    const post = analysis.draft;
    if (analysis.judging || post.trim() === '') return;
    tell({ what: 'asked' });
    try {
      const prediction = await predict(post);
      tell({ what: 'judged', post, prediction });
      // Marks are an extra: without them the verdict stands all the same.
      explain(post).then(
        (words) => tell({ what: 'explained', prediction, words }),
        () => {},
      );
    } catch (error) {
      tell({ what: 'not judged', failure: analysisFailure(error) });
    }
  }

  // A post that waited for a key goes out again by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft stands while it waits, or the failure goes
  useEffect(() => {
    if (analysis.failure !== 'locked' || judged) return;
    window.addEventListener(OPENED, analyse);
    return () => window.removeEventListener(OPENED, analyse);
  }, [analysis.failure]);

  return { analysis, tell, analyse };
}

async function deliver(judged: JudgedDraft, tell: UsedAnalysis['tell'], left: AbortSignal): Promise<void> {
  while (!left.aborted) {
    try {
      await vote(judged.prediction, judged.correct!, judged.label);
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
