// What a handler sees of one delivery: the activity, who reads the answer, and ways to answer in its conversation.
import { setTimeout } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { InboundActivity } from './activity.ts';
import { statusOf, withoutPayload } from './failure.ts';
import type { Message } from './message.ts';
import { type ReaderLanguage, readerLanguage } from './texts.ts';

/** Milliseconds that a turn waits for an update: people wait for the turn, and a busy connector has calls wait. */
const UPDATE_PATIENCE = 1500;

export interface Turn {
  readonly activity: InboundActivity;
  /** Conversation id, thread included. */
  readonly conversation: string;
  /** Of whoever caused the activity. */
  readonly language: ReaderLanguage;
  /** Replies to the activity, in its thread. @returns the reply's id; empty when the host gives none. */
  send(message: Message): Promise<string>;
  /**
   * Replaces an earlier reply. A failure is logged, not thrown: what the reply would show is already kept. A slow update
   * goes on after the promise has resolved.
   */
  update(reply: string, message: Message): Promise<void>;
  /** Deletes an earlier reply; one that is gone, or a host that cannot delete, is fine. */
  remove(reply: string): Promise<void>;
}

export function createTurn(context: TurnContext, log: Pick<Logger, 'debug' | 'warn'>): Turn {
  const activity = context.activity as unknown as InboundActivity;
  return {
    activity,
    conversation: activity.conversation.id,
    language: readerLanguage(activity.locale),
    async send(message) {
      return (await context.sendActivity(message))?.id ?? '';
    },
    async update(reply, message) {
      const updated = context
        .updateActivity({ ...message, id: reply })
        .catch((error) =>
          log.warn({ err: withoutPayload(error), status: statusOf(error) }, 'a reply could not be updated'),
        );
      await Promise.race([updated, setTimeout(UPDATE_PATIENCE, undefined, { ref: false })]);
    },
    async remove(reply) {
      try {
        await context.deleteActivity(reply);
      } catch (error) {
        const status = statusOf(error);
        if (status !== 404 && status !== 501) throw error;
        log.debug({ status }, 'a reply was not deleted');
      }
    },
  };
}
