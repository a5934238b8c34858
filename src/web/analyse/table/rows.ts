// Several posts pasted at once: one row for each line, filled as the verdicts come in.
import type { Prediction } from '../../api.ts';
import type { Failure } from '../../call.ts';
import { type Side, sideOf } from '../../verdict.ts';

export interface PostRow {
  readonly post: string;
  readonly prediction: Prediction | null;
  readonly failure: Failure | null;
  /** Whether the reader called the verdict right; missing until they said. */
  readonly vote?: boolean | undefined;
  /** Whether a vote is on its way. */
  readonly sending?: boolean | undefined;
}

/** The lines that hold something, each a post. */
export function postsOf(draft: string): readonly string[] {
  return draft
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function rowsOf(draft: string): readonly PostRow[] {
  return postsOf(draft).map((post) => ({ post, prediction: null, failure: null }));
}

/** Rows that another try may fill: not judged yet, or failed for a reason that passes. */
export function isUnjudged({ prediction, failure }: PostRow): boolean {
  return !prediction && failure !== 'nothing' && failure !== 'long';
}

/** How many rows are on each side; `skipped` are those without a verdict. */
export function countVerdicts(rows: readonly PostRow[]): Record<Side | 'skipped', number> {
  const count = { positive: 0, neutral: 0, negative: 0, uncertain: 0, skipped: 0 };
  for (const { prediction } of rows) count[prediction ? sideOf(prediction) : 'skipped']++;
  return count;
}
