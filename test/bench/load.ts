// A client that keeps as many requests in hand as it has connections, whatever the service behind.
import autocannon from 'autocannon';

export interface Load {
  /** Verdicts a second. */
  readonly rate: number;
  /** Milliseconds from request to answer. */
  readonly p50: number;
  readonly p99: number;
  /** Answers other than 200, and requests without an answer. Anything but 0 spoils the measurement. */
  readonly failed: number;
}

/** Asks `POST /predict` for verdicts on `posts` in turn, on `connections` connections at once, at most `rate` a second. */
export async function loadPredict(
  url: string,
  posts: readonly string[],
  connections: number,
  seconds: number,
  rate?: number,
): Promise<Load> {
  const result = await autocannon({
    url: `${url}/predict`,
    connections,
    duration: seconds,
    ...(rate !== undefined && { overallRate: rate }),
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    requests: posts.map((text) => ({ body: JSON.stringify({ text }) })),
  });
  const failed = result.non2xx + result.errors + result.timeouts;
  return { rate: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99, failed };
}

/** @throws when some requests failed, or none was answered in time. @returns the same load. */
export function whole(load: Load): Load {
  if (load.failed > 0) throw new Error(`${load.failed} requests failed: this is no measurement.`);
  if (load.rate === 0) throw new Error('Nothing was answered in time: take more --seconds.');
  return load;
}
