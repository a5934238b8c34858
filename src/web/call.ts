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
  | 'changed'
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

/** Event of the window: the service asks for a key. */
export const LOCKED = 'locked';

/** Event of the window: this browser has a session now. */
export const OPENED = 'opened';

/** Milliseconds to wait for an answer. */
const PATIENCE = 20_000;

/** Milliseconds to wait for a token of Teams before a key is asked for. */
const TOKEN_PATIENCE = 3000;

/** Gives a token of Teams for whoever is signed in there. */
export type GetToken = () => Promise<string>;

let getToken: GetToken | undefined;
let entering: Promise<boolean> | undefined;

/** From now on a request without a session signs in by Teams first, also when a session has ended. */
export function enterByTeams(by: GetToken): void {
  getToken = by;
}

/**
 * Several requests that are refused at once sign in once. A token that comes late still opens a session, and the window says
 * so: a host may never answer, or only after a person has consented.
 * @returns whether there is a session in time.
 */
async function enter(by: GetToken): Promise<boolean> {
  entering ??= signIn(by).finally(() => {
    entering = undefined;
  });
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), TOKEN_PATIENCE);
  const inTime = await Promise.race([entering, late.promise]);
  clearTimeout(timer);
  if (!inTime) entering?.then((entered) => entered && window.dispatchEvent(new Event(OPENED)));
  return inTime;
}

/** @returns whether the service takes the token; never fails. */
async function signIn(by: GetToken): Promise<boolean> {
  try {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${await by()}` };
    return (await ask('session', { method: 'POST', headers, body: '{}' })).ok;
  } catch {
    return false;
  }
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
    // Somebody was faster.
    case 412:
      return 'changed';
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
