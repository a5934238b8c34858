// Shares posts out among the worker threads, and starts a new thread for each that dies.
import { monotonicClock, sleep } from '../../clock.ts';
import { ClassifierBusyError } from '../verdict.ts';
import { type Inference, type PostIds, type Thread, ThreadDiedError } from './thread.ts';

/**
 * Posts that go to a thread, and come back, in one message when many wait: each message interrupts a thread at work, and what it
 * had in the caches of its core is gone then. While a thread works on one message another lies ready, even when the main thread
 * waits for the disk or is busy elsewhere; the fewer wait, the smaller it is, so that the last ones keep all threads at work.
 */
const POSTS_A_MESSAGE = 8;

export interface PoolOptions {
  /** Starts a thread. */
  readonly startThread: () => Promise<Thread>;
  /** The first, where it is starting already. */
  readonly first?: Promise<Thread> | undefined;
  readonly workers: number;
  /** Posts that may wait while every thread is busy; of those that give way, as many again. */
  readonly queueLimit: number;
  /** Milliseconds until the next try when a thread that should replace another does not start. */
  readonly restartDelay?: number;
  /** Told of every thread that died, or did not start in place of one that did. */
  readonly onFault?: ((error: Error) => void) | undefined;
}

export interface RunOptions {
  /** A post whose signal aborts is taken out of the queue; one that a thread works on is finished and dropped. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Gives way to every post without this flag: begins only when none of those waits and a thread is idle, one at a time
   * in the whole pool. A post that arrives meanwhile waits for one such run at most.
   */
  readonly yields?: boolean | undefined;
  /** Passes every layer of the model, even where an earlier one is sure. */
  readonly deep?: boolean | undefined;
  /** Told how long the post waited and how long its inference took, in milliseconds. */
  readonly onDone?: ((queue: number, inference: number) => void) | undefined;
}

export interface Pool {
  /** Whether a thread is there to take a post. */
  readonly ready: boolean;
  /** Resolves once all threads have been started, or the pool is closed. */
  readonly complete: Promise<void>;
  /**
   * @returns what the model says of a post, given its token ids: see {@link Inference}.
   * @throws {ClassifierBusyError} at once, when the queue is full.
   * @throws {ThreadDiedError} when two threads in a row died with this post, or none can be started.
   * @throws the signal's reason when it aborts first.
   */
  run(ids: readonly number[], options?: RunOptions): Promise<readonly number[]>;
  /** Finishes the posts taken so far, then ends the threads. */
  close(): Promise<void>;
}

interface Job extends PromiseWithResolvers<Inference> {
  readonly post: PostIds;
  /** Where it waits. */
  readonly queue: Job[];
  retried: boolean;
}

/**
 * Starts the first thread, and then, while it works, the others one by one: to load the graph a thread takes for a moment some three
 * times the memory that it keeps.
 * @throws {ThreadDiedError} when the first does not start. Another that does not is a fault, and is tried again.
 */
export async function createPool(options: PoolOptions): Promise<Pool> {
  const { startThread: start, workers, queueLimit, restartDelay = 1000, onFault = () => {} } = options;
  const queue: Job[] = [];
  const yielding: Job[] = [];
  let yieldingRuns = 0;
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
        return admit(await start());
      } catch (error) {
        reason = error as Error;
      }
      if (!threads.some(isAlive))
        for (const job of [...queue.splice(0), ...yielding.splice(0)]) job.reject(reason);
      await sleep(restartDelay, { signal: ending.signal, ref: false }).catch(() => {});
    }
  }

  function dispatch(): void {
    for (;;) {
      const alive = threads.filter(isAlive).sort((a, b) => a.messages - b.messages || a.load - b.load);
      const [thread] = alive;
      const jobs = thread ? nextFor(thread, alive.length) : [];
      if (!thread || jobs.length === 0) return;
      void work(thread, jobs);
    }
  }

  /** The next jobs for the thread with the least to do, one of some that share what waits: half of its share, for not all take as long. */
  function nextFor({ messages }: Thread, sharers: number): readonly Job[] {
    if (queue.length === 0) return messages === 0 && yieldingRuns === 0 ? yielding.splice(0, 1) : [];
    if (messages > 1) return [];
    // One that a thread died with may be what it died of: it takes no other with it.
    const alone = queue.findIndex(({ retried }) => retried);
    const most = Math.min(POSTS_A_MESSAGE, Math.ceil(queue.length / (2 * sharers)));
    return queue.splice(0, alone < 0 ? most : Math.max(1, Math.min(alone, most)));
  }

  async function work(thread: Thread, jobs: readonly Job[]): Promise<void> {
    const yields = Number(jobs[0]!.queue === yielding);
    yieldingRuns += yields;
    try {
      const inferences = await thread.infer(jobs.map(({ post }) => post));
      for (const [place, inference] of inferences.entries())
        if (inference instanceof Error) jobs[place]!.reject(inference);
        else jobs[place]!.resolve(inference);
    } catch (error) {
      for (const job of jobs.toReversed()) tryAgain(job, error);
    }
    yieldingRuns -= yields;
    dispatch();
  }

  function tryAgain(job: Job, error: unknown): void {
    if (!(error instanceof ThreadDiedError) || (error.begun && job.retried)) job.reject(error);
    else job.queue.unshift(Object.assign(job, { retried: job.retried || error.begun }));
  }

  async function startOthers(): Promise<void> {
    for (let started = 1; started < workers && !ending.signal.aborted; started += 1)
      await start().then(admit, replace);
  }

  admit(await (options.first ?? start()));
  const complete = startOthers();

  return {
    get ready() {
      return !closed && threads.some(isAlive);
    },
    complete,
    async run(ids, { signal, yields, deep, onDone } = {}) {
      signal?.throwIfAborted();
      if (closed) throw new Error('The classifier is closed.');
      const line = yields ? yielding : queue;
      if (line.length >= queueLimit)
        throw new ClassifierBusyError(`${line.length} posts are waiting for a verdict; try again later.`);
      const job: Job = {
        post: { ids, deep },
        queue: line,
        retried: false,
        ...Promise.withResolvers<Inference>(),
      };
      const leave = () => {
        if (line.includes(job)) line.splice(line.indexOf(job), 1);
        job.reject(signal?.reason);
      };
      const begun = monotonicClock();
      line.push(job);
      dispatch();
      unfinished.add(job.promise);
      signal?.addEventListener('abort', leave);
      try {
        const { said, milliseconds } = await job.promise;
        onDone?.(monotonicClock() - begun - milliseconds, milliseconds);
        return said;
      } finally {
        signal?.removeEventListener('abort', leave);
        unfinished.delete(job.promise);
      }
    },
    async close() {
      closed = true;
      await Promise.allSettled(unfinished);
      ending.abort();
      await Promise.all([complete, ...replacements]);
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

function isAlive(thread: Thread): boolean {
  return thread.alive;
}
