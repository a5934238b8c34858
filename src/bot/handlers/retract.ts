// Takes a reply back, because its post was deleted or has nothing left to judge: the text is forgotten first, whatever
// becomes of the card.

import { originOf } from '../../delivery/conversation-id.ts';
import type { Ledger } from '../../feedback/feedback-service.ts';
import type { Turn } from './context.ts';

export type Retract = (turn: Turn) => Promise<void>;

export function createRetract({ ledger }: { ledger: Ledger }): Retract {
  return async (turn) => {
    await ledger.forgetPost(originOf(turn.conversation, turn.activity.id));
    turn.retract();
  };
}
