// What the service cannot do for a while, as the REST API answers it.
import { StoreUnavailableError } from '../../feedback/errors.ts';
import { Problem } from '../../http/problem.ts';
import { ClassifierBusyError } from '../../sentiment/verdict.ts';

/** One for all: to make an error takes as long as to read the request, and they come when there is no time. */
export const TOO_BUSY = new Problem(
  429,
  'Too busy',
  'More posts are waiting than can be judged soon. Try again in a second.',
  { headers: { 'Retry-After': '1' } },
);

/** @returns a 429 in the place of the classifier's error, a 503 in that of the store's; any other error as it is. */
export function refusalAsProblem(error: unknown): unknown {
  if (error instanceof ClassifierBusyError) return TOO_BUSY;
  if (error instanceof StoreUnavailableError) {
    const detail = 'Nothing can be read or kept now. Try again; the log tells operators why.';
    return new Problem(503, 'Store unavailable', detail, { headers: { 'Retry-After': '5' }, cause: error });
  }
  return error;
}
