// GET /metrics: counters and timings for Prometheus.
import type { Metrics } from '../../../telemetry/metrics.ts';
import { defineRoute } from '../../contract/route.ts';

export const metricsRoute = ({ metrics }: { readonly metrics: Metrics }) =>
  defineRoute({
    method: 'get',
    path: '/metrics',
    operation: 'getMetrics',
    summary: 'Counters and timings, in the text format of Prometheus.',
    access: 'any key',
    answers: { 200: { description: 'The metrics.', types: ['text/plain'] } },
    handle: async () => ({ status: 200, type: metrics.contentType, content: await metrics.text() }),
  });
