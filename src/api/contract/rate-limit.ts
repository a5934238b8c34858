// How often a key may call: a window of a minute a key, told in the RateLimit headers of the IETF's draft.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RequestHandler } from 'restify';
import { Problem } from '../../http/problem.ts';
import { callerOf } from '../auth/caller.ts';

const WINDOW_SECONDS = 60;

/**
 * Counts requests of each key in this process; without keys there is nobody to count.
 * @param perMinute requests that a key may make in a minute.
 */
export function createRateLimit(perMinute: number): RequestHandler {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  const headersOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes) => ({
    'RateLimit-Limit': String(perMinute),
    'RateLimit-Policy': `${perMinute};w=${WINDOW_SECONDS}`,
    'RateLimit-Remaining': String(remainingPoints),
    'RateLimit-Reset': String(Math.ceil(msBeforeNext / 1000)),
  });
  return (req, res, next) => {
    const caller = callerOf(req);
    if (!caller) return next();
    limiter.consume(caller.name).then(
      (state) => {
        for (const [name, value] of Object.entries(headersOf(state))) res.setHeader(name, value);
        next();
      },
      (state) => next(state instanceof RateLimiterRes ? refusal(headersOf(state)) : state),
    );
  };
}

function refusal(headers: ReturnType<typeof Object.fromEntries>): Problem {
  const seconds = headers['RateLimit-Reset'];
  return new Problem(
    429,
    'Too many requests',
    `This key has used up its minute. Try again in ${seconds} s.`,
    {
      headers: { ...headers, 'Retry-After': seconds },
    },
  );
}
