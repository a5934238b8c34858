// Requests that come in and calls that go out, as OpenTelemetry spans. They hold what is written here and nothing else:
// no address as it was asked, no parameter, no text. Without Application Insights nobody takes them, and they cost
// next to nothing.

import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  context,
  ProxyTracerProvider,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { wallClock } from '../clock.ts';
import type { AnsweredRequest } from './metrics.ts';

/** A call to another service, as operators see it. */
export interface Dependency {
  /** What is done, e.g. `select votes`: one of few names that are known beforehand. */
  readonly name: string;
  /** Under OpenTelemetry's names. */
  readonly attributes: Readonly<Record<string, string | number>>;
}

const NAME = 'air-paradis';
const tracer = () => trace.getTracer(NAME);

/** Whether anybody takes spans. Until somebody does, OpenTelemetry stands in with a provider that has nobody behind it. */
export function areSpansTaken(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer(NAME) !== undefined;
}

const UNTAKEN = { run: (work: () => void) => work(), end: (_answered: AnsweredRequest) => {} };

/**
 * Begins the span of a request, in the trace of its caller when `traceparent` names one.
 * @returns what runs `work`, and all that follows from it, inside that span, and what ends the span.
 */
export function beginRequest(req: IncomingMessage, res: ServerResponse) {
  if (!areSpansTaken()) return UNTAKEN;
  const { traceparent } = req.headers;
  // Not its baggage: a stranger would put words of theirs into the calls that we make.
  const caller = propagation.extract(context.active(), { traceparent });
  const span = tracer().startSpan(req.method ?? '', { kind: SpanKind.SERVER }, caller);
  const inside = trace.setSpan(caller, span);
  // A body arrives by events, which know nothing of who waits for them.
  for (const emitter of [req, res]) context.bind(inside, emitter);
  return {
    run: (work: () => void) => context.with(inside, work),
    end({ method, route, status }: AnsweredRequest) {
      span.updateName(`${method} ${route}`);
      span.setAttributes({
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
      });
      // What a caller did wrong is no failure of ours.
      span.setStatus({ code: status >= 500 ? SpanStatusCode.ERROR : SpanStatusCode.OK });
      span.end();
    },
  };
}

/** Begins a call. @returns the context that what belongs to it runs in, and what ends it. */
export function beginDependency({ name, attributes }: Dependency) {
  const span = tracer().startSpan(name, { kind: SpanKind.CLIENT, attributes });
  return {
    inside: trace.setSpan(context.active(), span),
    end(succeeded: boolean, more: Dependency['attributes'] = {}) {
      span.setAttributes(more);
      if (!succeeded) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

/** Does `work`, which calls another service, as one call; its failure is the call's. */
export async function callDependency<T>(dependency: Dependency, work: () => Promise<T>): Promise<T> {
  const call = beginDependency(dependency);
  try {
    const result = await context.with(call.inside, work);
    call.end(true);
    return result;
  } catch (error) {
    call.end(false);
    throw error;
  }
}

/** A call that is over. @param milliseconds that it took until now. */
export function recordDependency(
  { name, attributes }: Dependency,
  milliseconds: number,
  succeeded: boolean,
): void {
  const now = wallClock();
  const span = tracer().startSpan(name, {
    kind: SpanKind.CLIENT,
    attributes,
    startTime: now - milliseconds,
  });
  if (!succeeded) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(now);
}
