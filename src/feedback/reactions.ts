// What reactions make of a vote. A person may have several on one card, and Teams tells only which were added or removed.
import type { Reaction, Vote } from './prediction.ts';

export interface ReactionChange {
  readonly added: readonly Reaction[];
  readonly removed: readonly Reaction[];
}

/**
 * The last reaction added decides. One that is taken back takes the vote back only when it was on that side and no other
 * reaction says the same; what is left then decides.
 * @returns the side of the person, undefined for none, and the reactions that stand.
 */
export function afterReactions(
  earlier: Vote | undefined,
  { added, removed }: ReactionChange,
): { readonly side: boolean | undefined; readonly reactions: readonly Reaction[] } {
  const changed = new Set([...removed, ...added].map(({ name }) => name));
  const stayed = (earlier?.reactions ?? []).filter(({ name }) => !changed.has(name));
  const reactions = [...stayed, ...added];
  const last = added.at(-1);
  if (last) return { side: last.correct, reactions };
  const side = earlier?.correct;
  const isTakenBack = removed.some(({ correct }) => correct === side);
  const isSaidElse = stayed.some(({ correct }) => correct === side);
  return { side: isTakenBack && !isSaidElse ? stayed.at(-1)?.correct : side, reactions };
}
