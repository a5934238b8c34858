// What may be told of an error. A failed call to the connector carries the whole request, people's names included.

/** The same error without what it carries: message, code, stack and cause stay, the request and its body do not. */
export function withoutPayload(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { cause } = error;
  const bare = new Error(error.message, cause instanceof Error ? { cause: withoutPayload(cause) } : {});
  bare.name = error.name;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') Object.assign(bare, { code });
  if (error.stack) bare.stack = error.stack;
  return bare;
}

/** The HTTP status that a failed call was answered with, if it was answered. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
