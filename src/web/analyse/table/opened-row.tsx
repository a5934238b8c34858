// A row opened from the table: its verdict, why, and a vote with the right label.
import { useEffect, useReducer } from 'react';
import { explain, type Prediction } from '../../api.ts';
import { useTexts } from '../../language.ts';
import { advanceAnalysis, blank } from '../analysis.ts';
import { useVoteDelivery } from '../use-vote-delivery.ts';
import { VerdictCard } from '../verdict-card.tsx';

interface OpenedRowProps {
  readonly post: string;
  readonly prediction: Prediction;
  /** What was said in the row before. */
  readonly vote: boolean | null;
  readonly onVoted: (correct: boolean) => void;
  readonly onBack: () => void;
}

export function OpenedRow({ post, prediction, vote, onVoted, onBack }: OpenedRowProps) {
  const { backToTable } = useTexts();
  const [{ judged, failure }, tell] = useReducer(advanceAnalysis, {
    ...blank,
    judged: {
      post,
      prediction,
      words: null,
      correct: vote,
      label: null,
      topics: null,
      vote: vote === null ? ('open' as const) : ('kept' as const),
    },
  });
  useVoteDelivery(judged, tell);
  const kept = judged?.vote === 'kept' ? judged.correct : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table is told once for each vote
  useEffect(() => {
    if (kept !== null) onVoted(kept);
  }, [kept]);
  useEffect(() => {
    // Marks are an extra: without them the verdict stands all the same.
    explain(post).then(
      (explained) => tell({ what: 'explained', prediction, ...explained }),
      () => {},
    );
  }, [post, prediction]);
  if (!judged) return null;
  return (
    <VerdictCard judged={judged} failure={failure} tell={tell} next={{ text: backToTable, go: onBack }} />
  );
}
