// One activity on its way through the bot, and how it can be answered while the channel still waits for the HTTP response.
import type { InboundActivity } from '../../delivery/activity.ts';
import type { Message } from '../../delivery/message.ts';

/** The answer to an invoke; Teams reads its status and its body. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body: object;
}

export interface Turn {
  readonly activity: InboundActivity;
  /** Sends a message at once: in the response itself where the client expects its replies there. */
  reply(message: Message): Promise<void>;
  /** Answers an invoke, once. */
  answer(answer: InvokeAnswer): Promise<void>;
}
