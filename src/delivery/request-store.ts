// Requests that may be sent again, and what they were answered, so that a repeated one is done once: calls of the REST API with
// an Idempotency-Key, and invokes of Teams.

/** An answer as it is kept; `json` is its text. */
export interface KeptAnswer {
  readonly status: number;
  readonly json: string;
}

export interface NewRequest {
  readonly key: string;
  /** Hash of what it asks. */
  readonly body: string;
  /** Milliseconds since 1970-01-01T00:00Z, by a clock that the replicas share. */
  readonly at: number;
  /** Milliseconds after which a request without answer may be begun again: its replica has died. */
  readonly lease: number;
  /** Milliseconds for which the answer is kept. */
  readonly keepFor: number;
}

/**
 * The claim, the same for each attempt at one request; or what an earlier request with this key asked and was answered: undefined
 * while it is worked on.
 */
export type RequestClaim =
  | { readonly claim: string }
  | { readonly body: string; readonly answer: KeptAnswer | 'erased' | undefined };

/** Keeps requests and their answers. src/storage implements it. */
export interface RequestStore {
  /** Takes a key for one request, so that of several at once only one does the work. */
  claim(request: NewRequest): Promise<RequestClaim>;
  /**
   * @param about keyed hashes of people and origins of posts: the answer is erased with the first of them that is forgotten, and
   *   at once when that was since the request was begun.
   */
  keep(claim: string, answer: KeptAnswer, about?: readonly string[]): Promise<void>;
  /** The work failed, perhaps half done: the same request may go on with it, and another one may take the key. */
  release(claim: string): Promise<void>;
  /** @returns how many requests were deleted that were kept until `now` at most. */
  deleteRequests(now: number): Promise<number>;
}
