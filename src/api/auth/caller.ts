// Who makes a request: a key, or a person for whom Teams vouches.
import type { Request } from 'restify';
import type { Scope } from '../../api-keys.ts';
import type { Door } from '../../feedback/prediction.ts';

/** An API key is one, too. */
export interface Caller {
  /** Names the caller to the rate limit and to Idempotency-Key; that of a person holds a colon, which no key's does. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Id of a person in Microsoft Entra, by which the Teams door knows them too; keys have none. */
  readonly person?: string;
}

const callers = new WeakMap<Request, Caller>();

/** Who was let in; undefined while the service has no keys. */
export function callerOf(req: Request): Caller | undefined {
  return callers.get(req);
}

export function remember(req: Request, caller: Caller): void {
  callers.set(req, caller);
}

/** Votes and reviews without a name count as those of one person. */
export const ANONYMOUS = 'anonymous';

/** Who reviews, as their door knows them. `DELETE /people/{user}` forgets them under the same name. */
export function reviewerOf(caller: Caller | undefined): { readonly door: Door; readonly person: string } {
  if (caller?.person !== undefined) return { door: 'teams', person: caller.person };
  return { door: 'api', person: caller ? `key:${caller.name}` : ANONYMOUS };
}
