// The local log: JSON lines on standard output, written before the call returns.
import pino, { type DestinationStream, type Logger } from 'pino';
import { describeError } from './errors.ts';

/** A second belt: nothing logs posts, people or secrets, and if something did, it would not be seen. */
const PRIVATE = ['text', 'post', 'person', 'author', 'voter', 'user', 'from', 'password', 'authorization'];

/**
 * @param level the least important lines that are written: `trace` … `error`, or `silent`.
 * @param destination where lines go; standard output by default.
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null, // one process, one machine: the platform knows which
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError },
      redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
      hooks: {
        // Without a message of its own, a line about an error would get the error's.
        logMethod(args, method) {
          const [first, message] = args as unknown[];
          const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
          if (error instanceof Error && message === undefined)
            method.apply(this, [first as object, error.name]);
          else method.apply(this, args);
        },
      },
    },
    destination,
  );
}
