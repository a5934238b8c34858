// What may be said about an error in logs and telemetry: never its message, unless we wrote it, for a library's
// message can quote what a person wrote.

/** Errors of ours, whose messages are written for operators and hold no post and no person. */
const OURS = new Set([
  'ClassifierBusyError',
  'ConfigError',
  'CorrectionIsVerdictError',
  'CorrectionOnGoodVoteError',
  'MailError',
  'ModelError',
  'NoBadVoteError',
  'StorageError',
  'StoreUnavailableError',
  'UnknownPredictionError',
  'UnknownVersionError',
  'UnreadableRowError',
]);

export interface ErrorDescription {
  readonly name: string;
  /** Only of errors that are ours. */
  readonly message?: string;
  /** E.g. `ECONNREFUSED`, or a SQLSTATE. */
  readonly code?: string | number;
  /** Where it was thrown: frames only. */
  readonly stack: string;
  readonly cause?: ErrorDescription;
}

export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, stack: '' };
  const { name, message, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    name,
    ...(OURS.has(name) && { message }),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: frames(error),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

/** The stack without the message that V8 puts before it, which may have lines of its own. */
function frames({ stack = '', message }: Error): string {
  const start = message ? stack.indexOf(message) + message.length : 0;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => /^\s+at .*[:(<].*$/.test(line))
    .join('\n');
}
