// Processes of the whole service but the model, for tests that hand over activities and kill.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connector } from './bot/connector.ts';
import type { Sent } from './fixtures/activities.ts';

export interface Replica {
  readonly url: string;
  /** Hands an activity over. @returns whether it was acknowledged, and with what. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  take(activity: Sent): Promise<{ ok: boolean; body?: any }>;
  /** A figure of its metrics, labels included; 0 when there is none. */
  figure(name: string): Promise<number>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
}

export async function startReplica(connector: Connector, env: Record<string, string>): Promise<Replica> {
  const child: ChildProcess = fork(new URL('./service-without-model.ts', import.meta.url), {
    env: { PORT: '0', LOG_LEVEL: 'silent', ...env },
  });
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    async take(activity) {
      try {
        const response = await fetch(`${url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...activity, serviceUrl: connector.url }),
        });
        const text = await response.text();
        return { ok: response.ok, body: text && JSON.parse(text) };
      } catch (error) {
        if (error instanceof TypeError) return { ok: false }; // nobody is there any more
        throw error;
      }
    },
    async figure(name) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const line = text.split('\n').find((each) => each.startsWith(`${name} `));
      return Number(line?.slice(name.length) ?? 0);
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Resolves when nothing is left to do or to say in the store that a replica uses. */
export async function drained(replica: Replica): Promise<void> {
  for (;;) {
    const jobs = await replica.figure('teams_jobs_waiting');
    const orders = await replica.figure('teams_orders_waiting');
    if (jobs + orders === 0) return;
    await wait(50);
  }
}

/** How many verdicts stand under each of these posts: of what is said there, they alone are marked as made by an AI. */
export function repliesUnder(connector: Connector, posts: readonly Sent[]): number[] {
  const standing = connector.standing().filter(({ body }) => body.entities?.length > 0);
  return posts.map(({ id }) => standing.filter(({ replyTo }) => replyTo === id).length);
}
