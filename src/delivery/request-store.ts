// Requests that were sent with an idempotency key, and what they were answered, so that a repeated one is done once.

/** An answer as it is kept; `json` is its text. */
export interface KeptAnswer {
  readonly status: number;
  readonly json: string;
}

/** Keeps requests and their answers. src/storage implements it. */
export interface RequestStore {
  /**
   * Takes a key for one request, so that of several at once only one does the work.
   * @param request `notBefore`: older answers count as none; times are milliseconds since 1970-01-01T00:00Z.
   * @returns the claim, the same for each attempt at one request; or what the earlier request with this key was and, if it has one, its answer.
   */
  claim(request: {
    readonly key: string;
    readonly body: string;
    readonly at: number;
    readonly notBefore: number;
  }): Promise<
    { readonly claim: string } | { readonly body: string; readonly answer: KeptAnswer | undefined }
  >;
  keep(claim: string, answer: KeptAnswer): Promise<void>;
  /** The work failed, perhaps half done: the same request may go on with it, and another one may take the key. */
  release(claim: string): Promise<void>;
  /** @returns how many requests made before `before` were deleted. */
  deleteRequests(before: number): Promise<number>;
}
