// Idempotency-Key: a write that is sent again, because its answer was lost, is done once and answered alike.

import { createHash } from 'node:crypto';
import type { Request } from 'restify';
import { wallClock } from '../../clock.ts';
import { derivedId } from '../../delivery/derived-id.ts';
import type { RequestStore } from '../../delivery/request-store.ts';
import { Problem } from '../../http/problem.ts';
import type { Call, Route, RouteAnswer } from './route.ts';

/** Milliseconds for which an answer is kept. */
const ANSWER_KEPT = 24 * 60 * 60 * 1000;
/** Milliseconds after which a request that was never answered may be begun again. */
const LEASE = 60_000;

export interface OnceParts {
  readonly requests: RequestStore;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

/**
 * Asks a route, or gives the answer that the same request got before. Only answers to what was done are kept: a refused
 * request has changed nothing and may be corrected under the same key. One that failed or was cut off half way is begun again
 * under its first claim: what it makes has ids that follow from the claim, so that nothing is made twice.
 */
export function createOnce({ requests, clock = wallClock }: OnceParts) {
  return async (route: Route, req: Request, call: Call): Promise<RouteAnswer> => {
    const given = route.idempotent ? req.headers['idempotency-key'] : undefined;
    if (given === undefined) return route.handle(call);
    const at = clock();
    const body = sha256([call.params ?? null, call.body ?? null]);
    const key = sha256([call.caller?.name ?? null, route.operation, checked(given)]);
    const claimed = await requests.claim({ key, body, at, lease: LEASE, keepFor: ANSWER_KEPT });
    if ('claim' in claimed) {
      const { claim } = claimed;
      return keepAnswer(requests, claim, () =>
        route.handle({ ...call, idOf: (place) => derivedId(claim, place) }),
      );
    }
    if (claimed.answer === 'erased')
      throw new Problem(
        409,
        'Answer erased',
        'This request was done; its answer was erased since, with the post or the person that it was about.',
      );
    if (claimed.body !== body)
      throw new Problem(
        409,
        'Key used before',
        'This Idempotency-Key came with another body or path; use a new one.',
      );
    if (!claimed.answer)
      throw new Problem(409, 'Still at work', 'The same request is being worked on. Try again in a second.', {
        headers: { 'Retry-After': '1' },
      });
    const { status, json } = claimed.answer;
    const headers = { 'Idempotency-Replayed': 'true', ...route.headersOf?.(JSON.parse(json) as never) };
    return { status, type: 'application/json', content: json, headers };
  };
}

async function keepAnswer(requests: RequestStore, claim: string, work: () => Promise<RouteAnswer>) {
  let answer: RouteAnswer;
  try {
    answer = await work();
  } catch (error) {
    await requests.release(claim);
    throw error;
  }
  if ('json' in answer)
    await requests.keep(
      claim,
      { status: answer.status, json: JSON.stringify(answer.json) },
      answer.about?.filter((subject) => subject !== null),
    );
  return answer;
}

function checked(key: string | string[]): string {
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = 'must be 1 to 255 characters of ASCII without spaces';
  throw new Problem(422, 'Invalid field', `Idempotency-Key: ${message}`, {
    errors: [{ field: 'Idempotency-Key', message }],
  });
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
