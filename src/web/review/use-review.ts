// Carries a review session out: asks for the queue again and again, and sends each decision until it has arrived.
import { useEffect, useReducer } from 'react';
import { type QueueFilter, reviewQueue, sendReview } from '../api.ts';
import { ApiError, mayPass, OPENED } from '../call.ts';
import { keepUnsent, recallUnsent } from './memory.ts';
import { advanceReview, begin, type ReviewEvent, type Reviewing, type Write } from './reviewing.ts';

/** Milliseconds between two tries to send. */
const PAUSE = 2000;
/** Milliseconds between two askings. */
const EVERY = 10_000;
/** With fewer posts at hand the next page is asked for. */
const FEW = 5;

/** @param filter stays the same for as long as this is used. */
export function useReview(filter: QueueFilter): {
  readonly state: Reviewing;
  readonly tell: (happening: ReviewEvent) => void;
} {
  const [state, tell] = useReducer(advanceReview, undefined, () => begin(recallUnsent()));
  useEffect(() => keepUnsent(state.unsent), [state.unsent]);

  const oldest = state.unsent[0];
  useEffect(() => {
    if (!oldest) return;
    const left = new AbortController();
    void deliver(oldest, tell, left.signal);
    return () => left.abort();
  }, [oldest]);

  const settled = state.unsent.length === 0;
  useEffect(() => {
    if (!settled) return;
    const left = new AbortController();
    const update = () => ask(null, filter, tell, left.signal);
    void update();
    const timer = setInterval(update, EVERY);
    window.addEventListener(OPENED, update);
    return () => {
      window.removeEventListener(OPENED, update);
      left.abort();
      clearInterval(timer);
    };
  }, [settled, filter]);

  const more = state.posts && state.posts.length < FEW ? state.next : null;
  useEffect(() => {
    if (!more) return;
    const left = new AbortController();
    void ask(more, filter, tell, left.signal);
    return () => left.abort();
  }, [more, filter]);

  return { state, tell };
}

async function ask(
  from: string | null,
  filter: QueueFilter,
  tell: (happening: ReviewEvent) => void,
  left: AbortSignal,
): Promise<void> {
  try {
    const queue = await reviewQueue(from, filter);
    if (!left.aborted) tell({ what: 'came', queue, from });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (!left.aborted) tell({ what: 'failed', failure: error.failure });
  }
}

/** One after the other: a decision and its undoing arrive in their order. */
async function deliver(
  { key, id, label, topics }: Write,
  tell: (happening: ReviewEvent) => void,
  left: AbortSignal,
): Promise<void> {
  while (!left.aborted) {
    try {
      await sendReview(id, label && { label, topics }, key);
      return tell({ what: 'sent', key });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { failure } = error;
      if (!mayPass(failure)) return tell({ what: 'refused', key, failure });
      tell({ what: 'failed', failure });
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
