// One question to the service: asked, signed in for when that is needed, and answered or failed for a reason.
import type { z } from 'zod';
import type { ProblemOut } from '../api/contract/schemas.ts';

/** Why there is no answer. */
export type Failure =
  | 'unreachable'
  | 'busy'
  | 'nothing'
  | 'long'
  | 'locked'
  | 'forbidden'
  | 'gone'
  | 'failed';

export type ProblemBody = z.output<typeof ProblemOut>;

export class ApiError extends Error {
  override name = 'ApiError';
  readonly failure: Failure;
  /** What the service said of it, where it answered. */
  readonly problem: Partial<ProblemBody>;

  constructor(failure: Failure, problem: Partial<ProblemBody> = {}) {
    super(failure);
    this.failure = failure;
    this.problem = problem;
  }
}

/** Told to the window when the service asks for a key. */
export const LOCKED = 'locked';

/** Told to the window when it has let this browser in. */
export const OPENED = 'opened';

/** Milliseconds to wait for an answer. */
const PATIENCE = 20_000;

/** Gives a token of Teams for whoever is signed in there. */
export type GetToken = () => Promise<string>;

let getToken: GetToken | undefined;
let entering: Promise<boolean> | undefined;

/** From now on, whoever is not let in signs in by Teams first, also when a session has ended. */
export function enterByTeams(by: GetToken): void {
  getToken = by;
}

/** Several requests that are refused at once sign in once. @returns whether the service takes the token. */
function enter(by: GetToken): Promise<boolean> {
  entering ??= by()
    .then((token) =>
      ask('session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: '{}',
      }),
    )
    .then(
      ({ ok }) => ok,
      () => false,
    )
    .finally(() => {
      entering = undefined;
    });
  return entering;
}

/** Whether trying again later, with nothing changed, may help. */
export function mayPass(failure: Failure): boolean {
  return failure === 'unreachable' || failure === 'busy' || failure === 'failed' || failure === 'locked';
}

/**
 * Posts the body; without one, gets; or what `more` says.
 * @throws {ApiError}
 */
export async function call<T>(path: string, body?: object, more: RequestInit = {}): Promise<T> {
  const init = body
    ? {
        method: 'POST',
        ...more,
        headers: { 'Content-Type': 'application/json', ...more.headers },
        body: JSON.stringify(body),
      }
    : more;
  let response = await ask(path, init);
  if (response.status === 401 && getToken && (await enter(getToken))) response = await ask(path, init);
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  if (response.status === 401) window.dispatchEvent(new Event(LOCKED));
  throw new ApiError(failureOf(response.status, answer), answer);
}

function ask(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, { ...init, signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    throw new ApiError('unreachable');
  });
}

export function failureOf(status: number, { title }: { title?: string }): Failure {
  switch (status) {
    case 401:
      return 'locked';
    case 403:
      return 'forbidden';
    case 404:
      return 'gone';
    // The same write is under way: its answer can be had soon.
    case 409:
      return 'busy';
    case 413:
      return 'long';
    case 422:
      return title === 'Nothing to judge' ? 'nothing' : 'long';
    case 429:
    case 503:
      return 'busy';
    case 502:
    case 504:
      return 'unreachable';
    default:
      return 'failed';
  }
}
