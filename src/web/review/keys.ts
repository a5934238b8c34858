// What each key does while a post is under review.
import type { Label } from '../api.ts';

export type Action = Label | 'confirm' | 'keep' | 'skip' | 'undo';

/** What a screen reader is told, as `aria-keyshortcuts` writes it. */
export const SHORTCUTS: Readonly<Record<Action, string>> = {
  negative: 'ArrowLeft N',
  neutral: '0',
  positive: 'ArrowRight P',
  confirm: 'Enter',
  keep: 'K G',
  skip: 'S',
  undo: 'U Control+Z',
};

const ACTIONS: Readonly<Record<string, Action>> = {
  arrowleft: 'negative',
  n: 'negative',
  '0': 'neutral',
  arrowright: 'positive',
  p: 'positive',
  enter: 'confirm',
  // Keep, and garder.
  k: 'keep',
  g: 'keep',
  s: 'skip',
  u: 'undo',
};

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** A key that is held down decides once. */
  readonly repeat: boolean;
}

/** @returns undefined for a key that is not one of ours, or is held with another. */
export function actionOf({ key, ctrlKey, metaKey, altKey, repeat }: Pressed): Action | undefined {
  if (altKey || repeat) return undefined;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' ? 'undo' : undefined;
  return ACTIONS[key.toLowerCase()];
}
