// Carries an analysis out: asks the service, and keeps what stands.
import { useEffect, useReducer } from 'react';
import { explain, predict } from '../api.ts';
import { OPENED } from '../call.ts';
import { type Analysis, type AnalysisEvent, advanceAnalysis } from './analysis.ts';
import { keepAnalysis, recallAnalysis } from './memory.ts';
import { analysisFailure, useVoteDelivery } from './use-vote-delivery.ts';

export interface UsedAnalysis {
  readonly analysis: Analysis;
  readonly tell: (happening: AnalysisEvent) => void;
  readonly analyse: () => Promise<void>;
}

export function useAnalysis(): UsedAnalysis {
  const [analysis, tell] = useReducer(advanceAnalysis, undefined, () => recallAnalysis());
  useEffect(() => keepAnalysis(analysis), [analysis]);

  const { judged } = analysis;
  useVoteDelivery(judged, tell);

  async function analyse(): Promise<void> {
    const post = analysis.draft;
    if (analysis.judging || post.trim() === '') return;
    tell({ what: 'asked' });
    try {
      const prediction = await predict(post);
      tell({ what: 'judged', post, prediction });
      // Marks are an extra: without them the verdict stands all the same.
      explain(post).then(
        (explained) => tell({ what: 'explained', prediction, ...explained }),
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
