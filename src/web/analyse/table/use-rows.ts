// Judges the rows of a table, a few at a time, and tells how far it got.
import { useEffect, useRef, useState } from 'react';
import { predictBatch } from '../../api.ts';
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
  readonly clear: () => void;
}

export function useRows(): UsedRows {
  const [rows, setRows] = useState<readonly PostRow[] | null>(null);
  const [judging, setJudging] = useState(false);
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

  return {
    rows,
    judging,
    begin: (draft) => void judge(rowsOf(draft)),
    resume: () => void judge(rows ?? []),
    clear() {
      run.current.abort();
      setJudging(false);
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
