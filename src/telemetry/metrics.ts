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

export interface Metrics {
  readonly contentType: string;
  /** All metrics, in Prometheus' text format. */
  text(): Promise<string>;
  countRequest(request: AnsweredRequest): void;
  /** The same classifier; every verdict it gives is counted. */
  countVerdicts(classifier: Classifier): Classifier;
  /** Shows a number that is asked for when the metrics are. */
  gauge(name: string, help: string, read: () => number): void;
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
