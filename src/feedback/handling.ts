// How far a post is that the company should answer: whether somebody has it, and how it ended.

/** `no_answer`: somebody found that it needs none, or it was deleted or edited before anybody answered. */
export const STATUSES = ['open', 'taken', 'answered', 'no_answer'] as const;
export type PostStatus = (typeof STATUSES)[number];

/** Times are milliseconds since 1970-01-01T00:00Z. */
export interface Handling {
  readonly status: PostStatus;
  /** Goes up with each change, from 1 on. */
  readonly revision: number;
  /** Keyed hash of whoever took the post or ended it; null while it is open, and once that person was forgotten. */
  readonly holder: string | null;
  /** When it began to wait; one that is opened again waits from then on. */
  readonly openedAt: number;
  /** When it came to its status. */
  readonly since: number;
  /** When somebody first took it, or ended it at once. */
  readonly takenAt: number | null;
  /** When somebody ended it. */
  readonly doneAt: number | null;
}
