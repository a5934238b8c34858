// Where a metric is declared, once, for both of its readers: Prometheus, which asks at /metrics, and Application
// Insights, to which OpenTelemetry sends it. Without Application Insights nobody takes the second, at no cost.
import { metrics } from '@opentelemetry/api';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Upper bounds for histograms of times, seconds. */
export const SECONDS: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Values of the labels: few, and known beforehand. */
export type Labels = Readonly<Record<string, string>>;

export interface Instruments {
  /** @returns what adds one. */
  counter(name: string, help: string, labelNames: readonly string[]): (labels: Labels) => void;
  /** @param buckets upper bounds. @returns what takes a value down. */
  histogram(name: string, help: string, buckets: readonly number[]): (value: number) => void;
  /** Asks for the number whenever a reader does; one that cannot be had is left out. */
  gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void;
}

export function createInstruments(registry: Registry): Instruments {
  const registers = [registry];
  // Not kept from one application to the next: telemetry may have been opened in between.
  const meter = metrics.getMeter('air-paradis');

  return {
    counter(name, help, labelNames) {
      const asked = new Counter({ name, help, labelNames, registers });
      const sent = meter.createCounter(name, { description: help });
      return (labels) => {
        asked.inc(labels);
        sent.add(1, labels);
      };
    },

    histogram(name, help, buckets) {
      const asked = new Histogram({ name, help, buckets: [...buckets], registers });
      const sent = meter.createHistogram(name, { description: help });
      return (value) => {
        asked.observe(value);
        // Application Insights keeps count, sum, least and most of a series, but no buckets: each becomes a series.
        sent.record(value, { le: String(buckets.find((bound) => value <= bound) ?? '+Inf') });
      };
    },

    gauge(name, help, read) {
      const readOrNot = async () => {
        try {
          return await read();
        } catch {
          return null; // the store is away: /readyz says so, and the other metrics are wanted all the more
        }
      };
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set((await readOrNot()) ?? Number.NaN);
        },
      });
      meter.createObservableGauge(name, { description: help }).addCallback(async (result) => {
        const value = await readOrNot();
        if (value !== null) result.observe(value);
      });
    },
  };
}
