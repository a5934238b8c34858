// A post was edited, or a deleted one came back: it is judged again, and its reply updated in place.
import { personOf } from './activity.ts';
import type { Judge } from './judge.ts';
import { readPost } from './post.ts';
import type { Retract } from './retract.ts';
import type { Turn } from './turn.ts';

export function createOnEdit({ judge, retract }: { judge: Judge; retract: Retract }) {
  return async (turn: Turn): Promise<void> => {
    if (!personOf(turn.activity)) return;
    if ((await judge(turn, readPost(turn.activity))) === 'empty') await retract(turn);
  };
}
