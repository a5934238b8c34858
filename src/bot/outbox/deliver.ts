// Carries one order out: finds out whether its card stands already, makes the one call that brings it to its state, and
// says what became of it.

import type { Carried, WaitingOrder } from '../../delivery/outbox.ts';
import type { Reply, ReplyStore } from '../../delivery/replies.ts';
import { type ConnectorClient, ConnectorError } from '../protocol/connector-client.ts';

/**
 * - `carried`: nothing is left to do.
 * - `again`: it was not done, or can be done twice; after `wait` milliseconds if the connector says so.
 * - `unknown`: a message may have been posted or not. It is not sent again: a missing reply harms less than two.
 * - `refused`: the connector will never take it.
 * - `thread gone`, `place closed`: nothing more can be said there.
 */
export type Outcome =
  | { readonly kind: 'carried'; readonly done: Carried }
  | { readonly kind: 'again'; readonly wait?: number | undefined; readonly why: ConnectorError }
  | { readonly kind: 'unknown' | 'refused' | 'thread gone' | 'place closed'; readonly why: ConnectorError };

export interface CarryParts {
  readonly connector: ConnectorClient;
  readonly replies: Pick<ReplyStore, 'findReplyToPost'>;
}

export function createCarry({ connector, replies }: CarryParts) {
  /** @throws what the store throws; then nothing was sent. */
  return async (order: WaitingOrder): Promise<Outcome> => {
    const { id, card, message, predictionId, place } = order;
    if (order.refresh && predictionId === null && card && message)
      return attempt(
        order,
        'update',
        () => connector.update(place, card, message),
        () => ({ id }),
      );
    const stands = card === null ? undefined : await replies.findReplyToPost(place.conversation, card);
    if (order.refresh && stands?.predictionId !== predictionId) return carried({ id });
    if (message === null) {
      if (!stands) return carried({ id });
      const remove = () => connector.remove(place, stands.reply);
      return attempt(order, 'remove', remove, () => ({ id, gone: stands }));
    }
    if (stands) {
      const update = () => connector.update(place, stands.reply, message);
      const shown = { ...stands, predictionId: predictionId ?? stands.predictionId };
      return attempt(order, 'update', update, () => ({ id, stands: shown }));
    }
    const create = () => connector.create(place, order.replyTo, message);
    return attempt(order, 'create', create, (reply) => ({ id, stands: standing(order, String(reply)) }));
  };

  async function attempt(
    order: WaitingOrder,
    call: Call,
    make: () => Promise<unknown>,
    done: (result: unknown) => Carried,
  ): Promise<Outcome> {
    try {
      return carried(done(await make()));
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      // A card that is gone is as good as removed, and its update has nobody left to read it. 501: a host without DELETE.
      if (call !== 'create' && [404, 410, 501].includes(error.status ?? 0)) return carried(done(undefined));
      return outcomeOf(order, call, error);
    }
  }
}

type Call = 'create' | 'update' | 'remove';

const carried = (done: Carried): Outcome => ({ kind: 'carried', done });

/** A message of its own in a channel begins a thread: that is where people answer and react to it. */
function standing({ place, card, predictionId, replyTo }: WaitingOrder, reply: string): Reply | undefined {
  if (card === null || !predictionId || !reply) return undefined;
  const begins = place.team !== undefined && replyTo === null && !place.conversation.includes(';messageid=');
  const conversation = begins ? `${place.conversation};messageid=${reply}` : place.conversation;
  return { conversation, post: card, reply, predictionId };
}

/** Answers that say that the call was not worked on. */
const NOT_DONE = new Set([401, 408, 412, 429, 503]);

function outcomeOf({ place }: WaitingOrder, call: Call, why: ConnectorError): Outcome {
  const { status, sent, retryAfter } = why;
  if (!sent || (status !== undefined && NOT_DONE.has(status)))
    return { kind: 'again', wait: retryAfter, why };
  if (status === undefined || status >= 500)
    return call === 'create' ? { kind: 'unknown', why } : { kind: 'again', wait: retryAfter, why };
  if (status === 403) return { kind: 'place closed', why };
  if (status === 404 || status === 410)
    return { kind: place.conversation.includes(';messageid=') ? 'thread gone' : 'place closed', why };
  return { kind: 'refused', why };
}
