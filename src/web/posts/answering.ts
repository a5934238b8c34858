// What can be done with a post that should be answered, and by which key. Pure.
import type { z } from 'zod';
import type { StatusOut } from '../../api/routes/posts/status.ts';

/** Where a post stands, as the service tells it. */
export type Answering = Pick<z.output<typeof StatusOut>, 'status' | 'status_since' | 'yours' | 'etag'>;
export type PostStatus = NonNullable<Answering['status']>;

/** What a screen reader is told, as `aria-keyshortcuts` writes it. */
export const ANSWER_KEYS: Readonly<Record<PostStatus, string>> = {
  taken: 'T P',
  answered: 'R',
  no_answer: 'N',
  open: 'O',
};

/** The statuses that are offered, those that one wants most first. */
export function nextStatuses({ status, yours }: Answering): readonly PostStatus[] {
  switch (status) {
    case null:
      return ['open'];
    case 'open':
      return ['taken', 'answered', 'no_answer'];
    case 'taken':
      return yours ? ['answered', 'no_answer', 'open'] : ['taken', 'answered', 'no_answer'];
    default:
      return ['open'];
  }
}

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** The status that a key asks for; undefined for one that is not ours, that is held, or that is not offered now. */
export function statusFor(
  { key, ctrlKey, metaKey, altKey, repeat }: Pressed,
  now: Answering,
): PostStatus | undefined {
  if (ctrlKey || metaKey || altKey || repeat || key.length !== 1) return undefined;
  return nextStatuses(now).find((status) => ANSWER_KEYS[status].split(' ').includes(key.toUpperCase()));
}
