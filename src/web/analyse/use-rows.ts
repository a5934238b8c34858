// Judges the rows of a table, a few at a time, and tells how far it got.
import { useEffect, useRef, useState } from 'react';
import { predict } from '../api.ts';
import { isOpen, type Row, rowsOf } from './rows.ts';
import { failureOf } from './use-analysis.ts';

/** Enough to keep the service's threads busy, and no more than its queue takes with others around. */
const AT_ONCE = 4;

export interface UsedRows {
  /** Null while there is no table. */
  readonly rows: readonly Row[] | null;
  readonly judging: boolean;
  readonly begin: (draft: string) => void;
  /** Judges the rows that are still open. */
  readonly resume: () => void;
  readonly clear: () => void;
}

export function useRows(): UsedRows {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [judging, setJudging] = useState(false);
  const run = useRef(new AbortController());
  useEffect(() => () => run.current.abort(), []);

  async function judge(all: readonly Row[]): Promise<void> {
    run.current.abort();
    run.current = new AbortController();
    const { signal } = run.current;
    const open = [...all.keys()].filter((index) => isOpen(all[index]!)).values();
    setRows(all);
    setJudging(true);
    const judgeNext = async () => {
      for (const index of open) {
        const row = await judgeRow(all[index]!.post);
        if (signal.aborted) return;
        setRows((now) => now?.with(index, row) ?? null);
        // The rest would fare no better now.
        if (isOpen(row)) return;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, judgeNext));
    if (!signal.aborted) setJudging(false);
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

async function judgeRow(post: string): Promise<Row> {
  try {
    return { post, prediction: await predict(post), failure: null };
  } catch (error) {
    return { post, prediction: null, failure: failureOf(error) };
  }
}
