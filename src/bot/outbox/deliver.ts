// Delivers one message: finds out whether its card stands already, makes the one call that brings it to its state, and
// says what became of it.

import type { Message } from '../../delivery/message.ts';
import type { Delivered, QueuedMessage } from '../../delivery/outbox.ts';
import { type Reply, type ReplyStore, unseenOf } from '../../delivery/replies.ts';
import { type ConnectorClient, ConnectorError } from '../protocol/connector-client.ts';

/**
 * - `delivered`: nothing is left to do; by which call, if one was needed.
 * - `late`: it would have said something new.
 * - `again`: it was not done, or can be done twice; after `wait` milliseconds if the connector says so.
 * - `unknown`: a message may have been posted or not. It is not sent again: a missing reply harms less than two.
 * - `for all`: the host does not show it to one person alone; what is to be made next is another call, which says it to everybody.
 * - `unseen`: it would have been posted under a post where an earlier one was `unknown`, and so may stand already.
 * - `refused`: the connector will never take it.
 * - `thread gone`, `place closed`: nothing more can be said there.
 */
export type DeliveryOutcome =
  | { readonly kind: 'delivered'; readonly done: Delivered; readonly call?: Call }
  | { readonly kind: 'late' }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'for all' }
  | (Failure &
      (
        | { readonly kind: 'again'; readonly wait?: number | undefined }
        | { readonly kind: 'unknown' | 'refused' | 'thread gone' | 'place closed' }
      ));

interface Failure {
  readonly call: Call;
  readonly why: ConnectorError;
}

export interface DeliverParts {
  readonly connector: ConnectorClient;
  readonly replies: Pick<ReplyStore, 'findReplyToPost' | 'mayStandUnseen'>;
}

export function createDeliver({ connector, replies }: DeliverParts) {
  /** Messages that were to be seen by one, and are to be said to everybody when they come next. */
  const forEverybody = new Set<string>();

  /**
   * @param late whether nothing new is to be said any more; a card that stands is brought to its state all the same.
   * @throws what the store throws; then nothing was sent.
   */
  return async (queued: QueuedMessage, late = false): Promise<DeliveryOutcome> => {
    const { id, card, message, predictionId, reference } = queued;
    const toAll = forEverybody.delete(id);
    if (queued.refresh && predictionId === null && card)
      return attempt(
        queued,
        message ? 'update' : 'remove',
        () => (message ? connector.update(reference, card, message) : connector.remove(reference, card)),
        () => ({ id }),
      );
    const stands = card === null ? undefined : await replies.findReplyToPost(reference.conversation, card);
    if (queued.refresh && stands?.predictionId !== predictionId) return delivered({ id });
    if (message === null) {
      if (!stands) return delivered({ id });
      const remove = () => connector.remove(reference, stands.reply);
      return attempt(queued, 'remove', remove, () => ({ id, gone: stands }));
    }
    if (stands) {
      const update = () => connector.update(reference, stands.reply, message);
      const language = message.locale ?? stands.language;
      const shown = { ...stands, language, predictionId: predictionId ?? stands.predictionId };
      return attempt(queued, 'update', update, () => ({ id, stands: shown }));
    }
    if (late) return { kind: 'late' };
    if (card !== null && (await replies.mayStandUnseen(reference.conversation, card)))
      return { kind: 'unseen' };
    const create = () => createFor(queued, message, toAll);
    return attempt(queued, 'create', create, (reply) => {
      const stands = standing(queued, String(reply));
      return stands ? { id, stands } : { id, unseen: unseenOf(reference.conversation, card, predictionId) };
    });
  };

  /** What is for one person is said to everybody in the thread where the host refused to show it to one, if it may be. */
  async function createFor(
    { id, reference, replyTo }: QueuedMessage,
    message: Message,
    toAll: boolean,
  ): Promise<string> {
    const { audience, ...forAll } = message;
    if (!audience) return connector.create(reference, replyTo, message);
    if (toAll) return connector.create(reference, replyTo, forAll);
    try {
      return await connector.create(reference, replyTo, message);
    } catch (error) {
      if (!(error instanceof ConnectorError) || !UNTARGETED.has(error.status ?? 0)) throw error;
      if (audience.otherwise === 'nobody') throw new RefusedForOneError(error);
      forEverybody.add(id);
      throw new ForAllError(error.message);
    }
  }

  async function attempt(
    queued: QueuedMessage,
    call: Call,
    make: () => Promise<unknown>,
    done: (result: unknown) => Delivered,
  ): Promise<DeliveryOutcome> {
    try {
      return delivered(done(await make()), call);
    } catch (error) {
      if (error instanceof ForAllError) return { kind: 'for all' };
      if (!(error instanceof ConnectorError)) throw error;
      // A card that is gone is as good as removed, and its update has nobody left to read it. 501: a host without DELETE.
      if (call !== 'create' && [404, 410, 501].includes(error.status ?? 0)) return delivered(done(undefined));
      return outcomeOf(queued, call, error);
    }
  }
}

type Call = 'create' | 'update' | 'remove';

const delivered = (done: Delivered, call?: Call): DeliveryOutcome => ({
  kind: 'delivered',
  done,
  ...(call && { call }),
});

/** A message of its own in a channel begins a thread: that is where people answer and react to it. */
function standing(
  { reference, card, predictionId, replyTo, message }: QueuedMessage,
  reply: string,
): Reply | undefined {
  if (card === null || !predictionId || !reply) return undefined;
  const begins =
    reference.team !== undefined && replyTo === null && !reference.conversation.includes(';messageid=');
  const conversation = begins ? `${reference.conversation};messageid=${reply}` : reference.conversation;
  return { conversation, post: card, reply, predictionId, language: message?.locale };
}

/** Answers to a message for one person that say nothing of the conversation: messages for all may be taken there. */
const UNTARGETED = new Set([400, 403, 404]);

/** Refused for one, and not yet said to everybody. */
class ForAllError extends Error {}

class RefusedForOneError extends ConnectorError {
  constructor({ message }: ConnectorError) {
    super(message, { status: 400, sent: true });
  }
}

/** Answers that say that the call was not worked on. */
const NOT_DONE = new Set([401, 408, 412, 429, 503]);

function outcomeOf({ reference }: QueuedMessage, call: Call, why: ConnectorError): DeliveryOutcome {
  const { status, sent, retryAfter } = why;
  if (!sent || (status !== undefined && NOT_DONE.has(status)))
    return { kind: 'again', wait: retryAfter, call, why };
  if (status === undefined || status >= 500)
    return call === 'create'
      ? { kind: 'unknown', call, why }
      : { kind: 'again', wait: retryAfter, call, why };
  if (status === 403) return { kind: 'place closed', call, why };
  if (status === 404 || status === 410)
    return {
      kind: reference.conversation.includes(';messageid=') ? 'thread gone' : 'place closed',
      call,
      why,
    };
  return { kind: 'refused', call, why };
}
