// Sends traces so that it is known which were taken. The library does not tell: what it cannot send lies on a disk that a
// cloud may take away, or is dropped. What was not taken is said, and stays in the outbox.

import { AzureMonitorLogExporter } from '@azure/monitor-opentelemetry-exporter';
import { SeverityNumber } from '@opentelemetry/api-logs';
import type { Resource } from '@opentelemetry/resources';
import { LoggerProvider, type SdkLogRecord } from '@opentelemetry/sdk-logs';
import { nextTurn } from '../clock.ts';
import { BAD_PREDICTION, type Trace } from '../feedback/trace.ts';

type Options = NonNullable<ConstructorParameters<typeof AzureMonitorLogExporter>[0]>;
type Policy = NonNullable<Options['additionalPolicies']>[number];

/** Milliseconds for each of two tries. */
const LONGEST_REQUEST = 6000;

export interface TraceSender {
  /** Resolves once the trace was taken; those of one turn of the loop go in one request. @throws when it was not. */
  send(trace: Trace): Promise<void>;
  close(): Promise<void>;
}

/** @param resource what the traces say of the program that they come from. */
export function createTraceSender(options: Options, resource: Resource): TraceSender {
  let answer: number | undefined;
  const listen: Policy = {
    position: 'perCall',
    policy: {
      name: 'which traces were taken',
      async sendRequest(request, next) {
        request.timeout = LONGEST_REQUEST; // the library sets none, and the next request waits for this one
        const response = await next(request);
        answer = response.status;
        return response;
      },
    },
  };
  const exporter = new AzureMonitorLogExporter({
    ...options,
    additionalPolicies: [listen],
    disableOfflineStorage: true,
  });

  let waiting: SdkLogRecord[] = [];
  const provider = new LoggerProvider({
    resource,
    processors: [
      {
        onEmit: (record) => void waiting.push(record),
        forceFlush: async () => {},
        shutdown: () => exporter.shutdown(),
      },
    ],
  });
  const logger = provider.getLogger('air-paradis');
  let sending: Promise<void> | undefined;
  let before: Promise<unknown> = Promise.resolve();

  /** One request at a time, or one would hear the answer of another. */
  async function sendWaiting() {
    await Promise.all([before, nextTurn()]);
    sending = undefined;
    const records = waiting;
    waiting = [];
    answer = undefined;
    await new Promise((resolve) => exporter.export(records, resolve));
    // 206 says that some were not taken; the others arrive twice then, with the same ids.
    if (answer !== 200)
      throw new Error(`Application Insights did not take the traces (${answer ?? 'no answer'})`);
  }

  return {
    // The library's own trackTrace drops the time of a trace, which matters for one that waited in the outbox.
    send({ id, message, at, properties }) {
      logger.emit({
        timestamp: at,
        body: message,
        ...(message === BAD_PREDICTION
          ? { severityNumber: SeverityNumber.WARN, severityText: 'WARN' }
          : { severityNumber: SeverityNumber.INFO, severityText: 'INFO' }),
        attributes: { ...properties, traceId: id },
      });
      if (!sending) {
        sending = sendWaiting();
        before = sending.catch(() => {});
      }
      return sending;
    },
    close: () => provider.shutdown(),
  };
}
