// A post was edited, or a deleted one came back: it is judged again, and its reply updated in place.
import { personOf } from '../../delivery/activity.ts';
import { readPost } from '../protocol/post.ts';
import type { Judge } from './answer-post.ts';
import type { Turn } from './context.ts';
import type { Retract } from './retract.ts';

export function createOnEdit({ judge, retract }: { judge: Judge; retract: Retract }) {
  return async (turn: Turn): Promise<void> => {
    if (!personOf(turn.activity)) return;
    if ((await judge(turn, readPost(turn.activity))) === 'empty') await retract(turn);
  };
}
