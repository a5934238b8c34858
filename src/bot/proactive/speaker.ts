// What everything needs that speaks without being asked.
import type { ConversationStore } from '../../delivery/conversation-reference.ts';

export interface SpeakerParts {
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  /** Whether this deployment speaks up, and no other on its database; always unless given. */
  readonly inService?: (() => Promise<boolean>) | undefined;
  /** Called when a message waits. */
  readonly onOutgoing: () => void;
  readonly log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
}
