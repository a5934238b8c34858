// One worker thread, seen from the main thread: token ids go in, numbers come out.

import { Worker } from 'node:worker_threads';
import { startTimer, stopTimer, type Timer } from '../../clock.ts';

/** What a worker found, and how long it took. */
export interface Inference {
  /** A logit for each label, in the order of the model card; then what the head says, where the model has one. */
  readonly said: readonly number[];
  readonly milliseconds: number;
}

/** What a worker is asked. It says `ready` once, then answers each task; at `close` it ends. */
export interface InferenceRequest {
  readonly id: number;
  readonly ids: readonly number[];
}
export type InferenceAnswer =
  | ({ readonly id: number } & Inference)
  | { readonly id: number; readonly error: string };

export interface Thread {
  readonly alive: boolean;
  /** Tasks sent and not answered yet. */
  readonly load: number;
  /** Resolves once the thread is gone, with the reason. */
  readonly gone: Promise<ThreadDiedError>;
  /**
   * @param ids token ids of a post.
   * @throws {ThreadDiedError} when the thread dies first; another may still do it.
   */
  infer(ids: readonly number[]): Promise<Inference>;
  /** Ends the thread. Wait for the answers to what it was sent first. */
  close(): Promise<void>;
}

/** A worker thread ended before it answered. */
export class ThreadDiedError extends Error {
  override name = 'ThreadDiedError';
}

/** Milliseconds for a post that takes some; a thread that takes longer hangs. */
const PATIENCE = 60_000;

/**
 * Starts a thread and waits until it is ready.
 * @param script the worker's module, see worker.ts.
 * @param patience milliseconds after which a thread that does not answer is ended.
 * @throws {ThreadDiedError} when it ends before it is ready.
 */
export async function startThread(script: URL, workerData: unknown, patience = PATIENCE): Promise<Thread> {
  // Flags of the parent (--watch, --inspect, a test runner's) are not for the worker.
  const worker = new Worker(script, { workerData, execArgv: [] });
  const waiting = new Map<number, PromiseWithResolvers<Inference>>();
  const gone = Promise.withResolvers<ThreadDiedError>();
  let alive = true;
  let lastId = 0;
  let hangs: Timer | undefined;

  let fault: unknown;
  worker.on('error', (error) => {
    fault = error;
  });
  worker.on('exit', (code) => {
    alive = false;
    stopTimer(hangs);
    const reason = fault ? String(fault) : `exit code ${code}`;
    const error = new ThreadDiedError(`A worker thread ended: ${reason}`, { cause: fault });
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    gone.resolve(error);
  });
  const ready = new Promise((resolve) => worker.once('message', resolve));
  await Promise.race([ready, gone.promise.then((error) => Promise.reject(error))]);

  /** Counts from the last answer on, while there is something to answer. */
  function watch() {
    stopTimer(hangs);
    if (waiting.size === 0) return;
    hangs = startTimer(() => {
      alive = false; // it gets nothing more
      fault = `no answer for ${patience} ms`;
      void worker.terminate();
    }, patience);
    hangs.unref();
  }

  worker.on('message', (answer: InferenceAnswer) => {
    const task = waiting.get(answer.id);
    waiting.delete(answer.id);
    watch();
    if ('said' in answer) task?.resolve(answer);
    else task?.reject(new Error(`The model failed on a post: ${answer.error}`));
  });
  return {
    get alive() {
      return alive;
    },
    get load() {
      return waiting.size;
    },
    gone: gone.promise,
    infer(ids) {
      const task: InferenceRequest = { id: ++lastId, ids };
      const answer = Promise.withResolvers<Inference>();
      waiting.set(task.id, answer);
      if (waiting.size === 1) watch();
      worker.postMessage(task);
      return answer.promise;
    },
    async close() {
      worker.postMessage('close');
      await gone.promise;
    },
  };
}
