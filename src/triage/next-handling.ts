// What becomes of a post that should be answered when somebody changes its status. Every status leads to every other.
import type { Handling, PostStatus } from '../feedback/handling.ts';

export interface StatusChange {
  readonly status: PostStatus;
  /** Keyed hash of whoever changes it. */
  readonly person: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

/** @param current undefined for a post that waited for nothing. @returns `current` itself when it is so already. */
export function nextHandling(current: Handling | undefined, { status, person, at }: StatusChange): Handling {
  if (current && isDoneAlready(current, status, person)) return current;
  const revision = (current?.revision ?? 0) + 1;
  const waits = !current || isEnded(current) ? { openedAt: at, takenAt: null } : current;
  const { openedAt, takenAt } = waits;
  const changed = { status, revision, since: at };
  switch (status) {
    case 'open':
      return { ...changed, holder: null, openedAt, takenAt: null, doneAt: null };
    case 'taken':
      return { ...changed, holder: person, openedAt, takenAt: takenAt ?? at, doneAt: null };
    default: {
      // From one end to another nobody has begun anew.
      const { openedAt, takenAt, doneAt } = current ?? { openedAt: at, takenAt: null, doneAt: null };
      return { ...changed, holder: person, openedAt, takenAt: takenAt ?? at, doneAt: doneAt ?? at };
    }
  }
}

/** What somebody does twice is done once. */
export function isDoneAlready(current: Handling, status: PostStatus, person: string): boolean {
  return current.status === status && (status === 'open' || current.holder === person);
}

export function isEnded({ status }: Handling): boolean {
  return status === 'answered' || status === 'no_answer';
}
