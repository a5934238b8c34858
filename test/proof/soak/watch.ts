// Looks at a running service from outside: what the operating system says of its process, and what it says at /metrics.
import { readdir, readFile } from 'node:fs/promises';
import type { Sample } from './verdict.ts';

export interface WatchParts {
  readonly url: string;
  readonly pid: number;
  /** Connections of the service to its database; null where it has none. */
  readonly connections: () => Promise<number | null>;
  /** Bytes that the last full collection has left of the heap; NaN before the first. */
  readonly living: () => number;
  /** Milliseconds since the posts began. */
  readonly elapsed: () => number;
}

/** @returns what takes a sample; on Linux, which alone shows a process as files. */
export function createWatch({ url, pid, connections, living, elapsed }: WatchParts): () => Promise<Sample> {
  return async () => {
    const [status, descriptors, text, connected] = await Promise.all([
      readFile(`/proc/${pid}/status`, 'utf8'),
      readdir(`/proc/${pid}/fd`),
      fetch(`${url}/metrics`).then((answer) => answer.text()),
      connections(),
    ]);
    const kilobytes = (name: string) =>
      Number(status.match(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm'))?.[1] ?? Number.NaN);
    const figure = (name: string) =>
      Number(text.match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1] ?? Number.NaN);
    return {
      at: elapsed() / 1000,
      residentMb: (kilobytes('VmRSS') * 1024) / 1e6,
      heapMb: figure('nodejs_heap_size_used_bytes') / 1e6,
      livingMb: living() / 1e6,
      externalMb: figure('nodejs_external_memory_bytes') / 1e6,
      descriptors: descriptors.length,
      resources: figure('nodejs_active_resources_total'),
      connections: connected,
      jobs: figure('teams_jobs_waiting'),
      orders: figure('teams_orders_waiting'),
      processorSeconds: figure('process_cpu_seconds_total'),
    };
  };
}
