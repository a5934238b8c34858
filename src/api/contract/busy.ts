// The classifier's refusal of more posts than it can judge soon, as the REST API answers it.
import { Problem } from '../../http/problem.ts';
import { ClassifierBusyError } from '../../sentiment/verdict.ts';

/** @returns a 429 in the place of the classifier's error; any other error as it is. */
export function busyAsProblem(error: unknown): unknown {
  if (!(error instanceof ClassifierBusyError)) return error;
  const detail = 'More posts are waiting than can be judged soon. Try again in a second.';
  return new Problem(429, 'Too busy', detail, { headers: { 'Retry-After': '1' } });
}
