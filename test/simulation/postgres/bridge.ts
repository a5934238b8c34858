// The way to the thread that talks to PostgreSQL: asks, and lets nothing of this thread go on until it has answered. So virtual time
// stands still for as long as anything real takes.
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Reply, Request } from './messages.ts';

const PATIENCE = 120_000;

export interface Bridge {
  /** @throws when PostgreSQL is not there, or a look fails. */
  ask(request: Request): Reply;
  close(): Promise<void>;
}

export function openBridge(): Bridge {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1: here, port2: there } = new MessageChannel();
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { port: there, flag },
    transferList: [there],
  });
  here.unref();
  thread.unref();
  return {
    ask(request) {
      Atomics.store(flag, 0, 0);
      here.postMessage(request);
      // What wakes it may be the call after the answer before, for which it had not to wait.
      while (Atomics.load(flag, 0) === 0)
        if (Atomics.wait(flag, 0, 0, PATIENCE) === 'timed-out')
          throw new Error(`PostgreSQL has not answered: ${JSON.stringify(request)}`);
      const reply = receiveMessageOnPort(here)!.message as Reply;
      if (reply.broken !== undefined) throw new Error(`${reply.broken}\n${JSON.stringify(request)}`);
      return reply;
    },
    async close() {
      here.close();
      await thread.terminate();
    },
  };
}
