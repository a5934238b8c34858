// One worker thread, seen from the main thread: token ids go in, numbers come out.

import { Worker } from 'node:worker_threads';
import { startTimer, stopTimer, type Timer } from '../../clock.ts';

/** What a worker found, and how long it took. */
export interface Inference {
  /** A logit for each label, in the order of the model card; then what the head says, where the model has one. */
  readonly said: readonly number[];
  readonly milliseconds: number;
}

/** A post as a worker takes it. */
export interface PostIds {
  readonly ids: readonly number[];
  /** Whether it passes every layer, even where an earlier one is sure. */
  readonly deep?: boolean | undefined;
}

/**
 * What a worker is asked: the token ids of some posts, which come and go in one message, since each message interrupts somebody. It
 * says `ready` once, then answers each request in turn; at `close` it ends.
 */
export type InferenceRequest = readonly PostIds[];
/** For each post of a request, in its place. */
export type InferenceAnswer = readonly (Inference | { readonly error: string })[];

export interface Thread {
  readonly alive: boolean;
  /** Posts sent and not answered yet. */
  readonly load: number;
  /** Messages in which they were sent. */
  readonly messages: number;
  /** Resolves once the thread is gone, with the reason. */
  readonly gone: Promise<ThreadDiedError>;
  /**
   * @returns what it says of each, or why it cannot.
   * @throws {ThreadDiedError} when the thread dies first; another may still do it.
   */
  infer(posts: InferenceRequest): Promise<readonly (Inference | Error)[]>;
  /** Ends the thread. Wait for the answers to what it was sent first. */
  close(): Promise<void>;
}

/** A worker thread ended before it answered. */
export class ThreadDiedError extends Error {
  override name = 'ThreadDiedError';
  /** Whether it was at work on the posts, which may then be what ended it. */
  readonly begun: boolean;

  constructor(message: string, options: ErrorOptions & { readonly begun: boolean }) {
    super(message, options);
    this.begun = options.begun;
  }
}

type Task = PromiseWithResolvers<readonly (Inference | Error)[]>;

/** Milliseconds for posts that take some; a thread that takes longer hangs. */
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
  const waiting: Task[] = [];
  const gone = Promise.withResolvers<ThreadDiedError>();
  let alive = true;
  let load = 0;
  let hangs: Timer | undefined;

  let fault: unknown;
  worker.on('error', (error) => {
    fault = error;
  });
  worker.on('exit', (code) => {
    alive = false;
    stopTimer(hangs);
    const reason = fault ? String(fault) : `exit code ${code}`;
    const error = (begun: boolean) =>
      new ThreadDiedError(`A worker thread ended: ${reason}`, { cause: fault, begun });
    for (const [place, { reject }] of waiting.splice(0).entries()) reject(error(place === 0));
    load = 0;
    gone.resolve(error(false));
  });
  const ready = new Promise((resolve) => worker.once('message', resolve));
  await Promise.race([ready, gone.promise.then((error) => Promise.reject(error))]);

  /** Counts from the last answer on, while there is something to answer. */
  function watch() {
    stopTimer(hangs);
    if (waiting.length === 0) return;
    hangs = startTimer(() => {
      alive = false; // it gets nothing more
      fault = `no answer for ${patience} ms`;
      void worker.terminate();
    }, patience);
    hangs.unref();
  }

  worker.on('message', (answer: InferenceAnswer) => {
    const task = waiting.shift();
    load -= answer.length;
    watch();
    task?.resolve(
      answer.map((each) => ('said' in each ? each : new Error(`The model failed on a post: ${each.error}`))),
    );
  });
  return {
    get alive() {
      return alive;
    },
    get load() {
      return load;
    },
    get messages() {
      return waiting.length;
    },
    gone: gone.promise,
    infer(posts) {
      const task: Task = Promise.withResolvers();
      waiting.push(task);
      load += posts.length;
      if (waiting.length === 1) watch();
      worker.postMessage(posts);
      return task.promise;
    },
    async close() {
      worker.postMessage('close');
      await gone.promise;
    },
  };
}
