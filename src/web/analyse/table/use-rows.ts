// Judges the rows of a table, a few at a time, and tells how far it got.
import { useEffect, useRef, useState } from 'react';
import { predictBatch, vote } from '../../api.ts';
import type { Failure } from '../../call.ts';
import { analysisFailure } from '../use-vote-delivery.ts';
import { isUnjudged, type PostRow, rowsOf } from './rows.ts';

/** Enough to keep the service's threads busy, and few enough for others to get their turn between. */
const AT_ONCE = 16;

export interface UsedRows {
  /** Null while there is no table. */
  readonly rows: readonly PostRow[] | null;
  readonly judging: boolean;
  readonly begin: (draft: string) => void;
  /** Judges the rows that are still open. */
  readonly resume: () => void;
  /** Sends a vote on the verdict of a row. Why it did not arrive stands in `voteFailure`. */
  readonly cast: (index: number, correct: boolean) => void;
  /** Notes a vote that was sent elsewhere. */
  readonly noteVote: (index: number, correct: boolean) => void;
  readonly voteFailure: Failure | null;
  readonly clear: () => void;
}

export function useRows(): UsedRows {
  const [rows, setRows] = useState<readonly PostRow[] | null>(null);
  const [judging, setJudging] = useState(false);
  const [voteFailure, setVoteFailure] = useState<Failure | null>(null);
  const run = useRef(new AbortController());
  useEffect(() => () => run.current.abort(), []);

  async function judge(all: readonly PostRow[]): Promise<void> {
    run.current.abort();
    run.current = new AbortController();
    const { signal } = run.current;
    const open = [...all.keys()].filter((index) => isUnjudged(all[index]!));
    setRows(all);
    setJudging(true);
    for (let next = 0; next < open.length; next += AT_ONCE) {
      const batch = open.slice(next, next + AT_ONCE);
      const judged = await judgeRows(batch.map((index) => all[index]!.post));
      if (signal.aborted) return;
      setRows((now) => batch.reduce((rows, index, n) => rows.with(index, judged[n]!), now ?? all));
      // The rest would fare no better now.
      if (judged.some(isUnjudged)) break;
    }
    setJudging(false);
  }

  const change = (index: number, changes: Partial<PostRow>) =>
    setRows((now) => now?.with(index, { ...now[index]!, ...changes }) ?? now);

  async function cast(index: number, correct: boolean): Promise<void> {
    const prediction = rows?.[index]?.prediction;
    if (!prediction) return;
    change(index, { sending: true });
    try {
      await vote(prediction, { correct, label: null, topics: null });
      change(index, { sending: false, vote: correct });
      setVoteFailure(null);
    } catch (error) {
      change(index, { sending: false });
      setVoteFailure(analysisFailure(error));
    }
  }

  return {
    rows,
    judging,
    voteFailure,
    cast: (index, correct) => void cast(index, correct),
    noteVote: (index, correct) => change(index, { vote: correct }),
    begin: (draft) => void judge(rowsOf(draft)),
    resume: () => void judge(rows ?? []),
    clear() {
      run.current.abort();
      setJudging(false);
      setVoteFailure(null);
      setRows(null);
    },
  };
}

async function judgeRows(posts: readonly string[]): Promise<readonly PostRow[]> {
  try {
    const outcomes = await predictBatch(posts);
    return posts.map((post, n) => ({ post, prediction: null, failure: null, ...outcomes[n] }));
  } catch (error) {
    const failure = analysisFailure(error);
    return posts.map((post) => ({ post, prediction: null, failure }));
  }
}
