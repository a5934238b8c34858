// Shares posts out among the worker threads, and starts a new thread for each that dies.
import { setTimeout as delay } from 'node:timers/promises';
import { ClassifierBusyError } from '../verdict.ts';
import { type Inference, startThread, type Thread, ThreadDiedError } from './thread.ts';

/** Two posts a thread: while it works on one the next lies ready, even when the main thread is busy elsewhere. */
const POSTS_A_THREAD = 2;

export interface PoolOptions {
  /** The worker's module, see worker.ts. */
  readonly script: URL;
  readonly workerData: unknown;
  readonly workers: number;
  /** Posts that may wait while every thread has its hands full. */
  readonly queueLimit: number;
  /** Milliseconds until the next try when a thread that should replace another does not start. */
  readonly restartDelay?: number;
  /** Told of every thread that died, or did not start in place of one that did. */
  readonly onFault?: ((error: Error) => void) | undefined;
}

export interface RunOptions {
  /** A post whose signal aborts is taken out of the queue; one that a thread works on is finished and dropped. */
  readonly signal?: AbortSignal | undefined;
  /** Told how long the post waited and how long its inference took, in milliseconds. */
  readonly onDone?: ((queue: number, inference: number) => void) | undefined;
}

export interface Pool {
  /** Whether a thread is there to take a post. */
  readonly ready: boolean;
  /**
   * @returns the logit of a post, given its token ids.
   * @throws {ClassifierBusyError} at once, when the queue is full.
   * @throws {ThreadDiedError} when two threads in a row died with this post, or none can be started.
   * @throws the signal's reason when it aborts first.
   */
  run(ids: readonly number[], options?: RunOptions): Promise<number>;
  /** Finishes the posts taken so far, then ends the threads. */
  close(): Promise<void>;
}

interface Job extends PromiseWithResolvers<Inference> {
  readonly ids: readonly number[];
  retried: boolean;
}

/**
 * Starts all threads.
 * @throws {ThreadDiedError} when one does not start; the others are ended.
 */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { script, workerData, workers, queueLimit, restartDelay = 1000, onFault = () => {} } = options;
  const queue: Job[] = [];
  const unfinished = new Set<Promise<Inference>>();
  const replacements = new Set<Promise<void>>();
  const ending = new AbortController();
  let threads: Thread[] = [];
  let closed = false;

  function admit(thread: Thread): void {
    threads.push(thread);
    void thread.gone.then((fault) => {
      threads = threads.filter((other) => other !== thread);
      if (ending.signal.aborted) return;
      const replacement = replace(fault).finally(() => replacements.delete(replacement));
      replacements.add(replacement);
    });
    dispatch();
  }

  async function replace(fault: Error): Promise<void> {
    for (let reason = fault; !ending.signal.aborted; ) {
      onFault(reason);
      try {
        return admit(await startThread(script, workerData));
      } catch (error) {
        reason = error as Error;
      }
      if (!threads.some(isAlive)) for (const job of queue.splice(0)) job.reject(reason);
      await delay(restartDelay, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  }

  function dispatch(): void {
    while (queue.length > 0) {
      const [thread] = threads.filter(isAlive).sort((a, b) => a.load - b.load);
      if (!thread || thread.load >= POSTS_A_THREAD) return;
      void work(thread, queue.shift()!);
    }
  }

  async function work(thread: Thread, job: Job): Promise<void> {
    try {
      job.resolve(await thread.infer(job.ids));
    } catch (error) {
      if (!(error instanceof ThreadDiedError) || job.retried) job.reject(error);
      else queue.unshift(Object.assign(job, { retried: true }));
    }
    dispatch();
  }

  async function endThreads(): Promise<void> {
    ending.abort();
    await Promise.all(replacements);
    await Promise.all(threads.map((thread) => thread.close()));
  }

  const starts = await Promise.allSettled(
    Array.from({ length: workers }, async () => admit(await startThread(script, workerData))),
  );
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await endThreads();
    throw failed.reason;
  }

  return {
    get ready() {
      return !closed && threads.some(isAlive);
    },
    async run(ids, { signal, onDone } = {}) {
      signal?.throwIfAborted();
      if (closed) throw new Error('The classifier is closed.');
      if (queue.length >= queueLimit)
        throw new ClassifierBusyError(`${queue.length} posts are waiting for a verdict; try again later.`);
      const job: Job = { ids, retried: false, ...Promise.withResolvers<Inference>() };
      const leave = () => {
        if (queue.includes(job)) queue.splice(queue.indexOf(job), 1);
        job.reject(signal?.reason);
      };
      const start = performance.now();
      queue.push(job);
      dispatch();
      unfinished.add(job.promise);
      signal?.addEventListener('abort', leave);
      try {
        const { logit, milliseconds } = await job.promise;
        onDone?.(performance.now() - start - milliseconds, milliseconds);
        return logit;
      } finally {
        signal?.removeEventListener('abort', leave);
        unfinished.delete(job.promise);
      }
    },
    async close() {
      closed = true;
      await Promise.allSettled(unfinished);
      await endThreads();
    },
  };
}

function isAlive(thread: Thread): boolean {
  return thread.alive;
}
