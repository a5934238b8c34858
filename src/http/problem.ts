// The one shape of every error that leaves over HTTP: application/problem+json (RFC 9457).

/** A part of the request that was refused, as a JSON path with the reason. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** An error that its caller may read. `detail` says what was wrong and what to do. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly errors: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    title: string,
    detail: string,
    more: {
      errors?: readonly FieldFault[];
      headers?: Readonly<Record<string, string>>;
      /** What operators are told of. */
      cause?: unknown;
    } = {},
  ) {
    super(detail, more);
    this.status = status;
    this.title = title;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }

  /** The body. @param instance tells which request it answers; a part of an answer has none. */
  body(instance?: string) {
    return {
      type: 'about:blank',
      title: this.title,
      status: this.status,
      detail: this.message,
      ...(instance && { instance }),
      ...(this.errors.length > 0 && { errors: this.errors }),
    };
  }
}

/** Turns whatever a handler threw into a problem; what nobody foresaw becomes a 500 that tells nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { statusCode, message } = error as { statusCode?: unknown; message?: string };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Problem(statusCode, TITLES[statusCode] ?? 'Refused', message ?? 'The request was refused.');
  return new Problem(
    500,
    'Internal error',
    'Something failed here. Try again; the log tells operators what it was.',
  );
}

const TITLES: Record<number, string> = {
  400: 'Malformed request',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  415: 'Unsupported media type',
};
