// Counters and timings for Prometheus. Labels are few and known beforehand: never a path as asked, never a person.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Classifier } from '../sentiment/verdict.ts';

/** A request that was answered, or whose client has gone. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route as it was declared, e.g. `/predictions/:id`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** How much waits, and since when (milliseconds since 1970-01-01T00:00Z). */
interface Waiting {
  readonly count: number;
  readonly oldest: number | undefined;
}

export interface Metrics {
  readonly contentType: string;
  /** All metrics, in Prometheus' text format. */
  text(): Promise<string>;
  countRequest(request: AnsweredRequest): void;
  /** The same classifier; every verdict it gives is counted. */
  countVerdicts(classifier: Classifier): Classifier;
  /** Shows a number that is asked for when the metrics are. */
  gauge(name: string, help: string, read: () => number): void;
  /** Something that should have been said in Teams was not, for one of a few reasons. */
  countGivenUp(reason: string): void;
  /** Shows how much waits in the store of the Teams door, and for how long, whenever the metrics are asked for. */
  showWaiting(read: () => Promise<Readonly<Record<'jobs' | 'orders', Waiting>>>): void;
}

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const verdicts = new Counter({
    name: 'sentiment_verdicts_total',
    help: 'Posts judged, whatever door they came in by.',
    labelNames: ['label', 'language', 'certain'],
    registers,
  });
  const givenUp = new Counter({
    name: 'teams_given_up_total',
    help: 'What should have been said in Teams and was not, by reason.',
    labelNames: ['reason'],
    registers,
  });

  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    countRequest: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    countVerdicts: (classifier) => ({
      model: classifier.model,
      get ready() {
        return classifier.ready;
      },
      async classify(post, options) {
        const verdict = await classifier.classify(post, options);
        if (verdict) {
          const { label, language, certain } = verdict;
          verdicts.inc({ label, language, certain: String(certain) });
        }
        return verdict;
      },
      close: () => classifier.close(),
    }),
    countGivenUp: (reason) => givenUp.inc({ reason }),
    showWaiting(read) {
      const show = (name: string, help: string, figure: (waiting: Waiting) => number) =>
        new Gauge({
          name,
          help,
          labelNames: ['queue'],
          registers,
          async collect() {
            // While the store is away the other figures are wanted all the more.
            const queues = await read().catch(() => ({}));
            this.reset();
            for (const [queue, waiting] of Object.entries(queues)) this.set({ queue }, figure(waiting));
          },
        });
      show(
        'teams_waiting',
        'Activities to work on (jobs) and messages to send (orders).',
        ({ count }) => count,
      );
      show('teams_oldest_seconds', 'How long the oldest of them has waited.', ({ oldest }) =>
        oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest) / 1000),
      );
    },
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
  };
}
