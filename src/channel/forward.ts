// What a door needs in order to show a post from elsewhere in a channel of Teams; src/bot/proactive implements it.
import type { ConversationReference } from '../delivery/conversation-reference.ts';
import type { OutgoingMessage } from '../delivery/outgoing-message.ts';
import type { Handling } from '../feedback/handling.ts';
import type { Prediction } from '../feedback/prediction.ts';
import type { Verdict } from '../sentiment/verdict.ts';
import type { ChannelSettings } from './settings.ts';

/** Where a post is shown, or why it is shown nowhere; then `channel` is where it counts all the same. */
export type Destination =
  | { readonly reference: ConversationReference; readonly settings: ChannelSettings }
  | { readonly reference: undefined; readonly channel?: string; readonly why: string };

export interface Forward {
  /** @param post.network name of the network it comes from. */
  choose(verdict: Verdict, post: { readonly network?: string | undefined }): Promise<Destination>;
  /**
   * Composes the message with its card, to be queued together with the prediction. The author's name stands on this card alone: it is not kept, and a card that is drawn
   * again after a vote does without.
   */
  compose(
    to: Extract<Destination, { reference: ConversationReference }>,
    prediction: Prediction,
    post: {
      readonly text: string;
      readonly author?: string | undefined;
      /** How far it is, if it should be answered. */
      readonly handling: Handling | null;
    },
  ): OutgoingMessage;
  /** Such a message is on disk. */
  notify(): void;
}
