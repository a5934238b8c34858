// GET /healthz, /readyz and /version: for those who watch the service.

import { z } from 'zod';
import { startTimer, stopTimer, wallClock } from '../../../clock.ts';
import type { Backlog } from '../../../delivery/jobs.ts';
import { StoreUnavailableError } from '../../../feedback/errors.ts';
import { Problem } from '../../../http/problem.ts';
import type { Classifier } from '../../../sentiment/verdict.ts';
import { defineRoute } from '../../contract/route.ts';

/** The process answers. */
export const healthz = () =>
  defineRoute({
    method: 'get',
    head: true,
    path: '/healthz',
    operation: 'getHealth',
    summary: 'Whether the process answers.',
    access: 'everybody',
    answers: { 200: { description: 'It does.', schema: z.object({ status: z.literal('ok') }) } },
    handle: async () => ({ status: 200, json: { status: 'ok' } }),
  });

/** Milliseconds that the store may take; who asks waits no longer. */
const STORE_LIMIT = 4000;

/** Milliseconds from which what waits is worth telling. */
const LATE = 60_000;

const Readiness = z.object({
  status: z.literal('ready'),
  unreadable: z
    .record(z.string(), z.number())
    .optional()
    .meta({ description: 'Rows that this process met and could not read, by table; left out without any.' }),
  behind: z
    .object({ waiting: z.int().min(1), oldest_seconds: z.int().min(0) })
    .optional()
    .meta({
      description:
        'What Teams handed over is worked on more than a minute late; left out otherwise. Traffic need not go elsewhere: what is accepted is kept.',
    }),
  newer_store: z.array(z.string()).optional().meta({
    description:
      'Migrations of the store by a newer version, beside which this one goes on; left out without any.',
  }),
});

/** Posts can be judged and votes kept: the model is loaded and the store takes a write. */
export const readyz = ({
  classifier,
  storeWrites,
  unreadableRows,
  newerStore,
  jobsWaiting,
}: {
  readonly classifier: Classifier;
  /** Resolves once something is kept. */
  readonly storeWrites: () => Promise<void>;
  readonly unreadableRows: () => Readonly<Record<string, number>>;
  readonly newerStore: () => Promise<readonly string[]>;
  /** What Teams has handed over and nobody has worked on yet. */
  readonly jobsWaiting: () => Promise<Backlog>;
}) =>
  defineRoute({
    method: 'get',
    head: true,
    path: '/readyz',
    operation: 'getReadiness',
    summary: 'Whether posts can be judged and votes kept.',
    access: 'everybody',
    answers: { 200: { description: 'They can.', schema: Readiness } },
    problems: { 503: 'Not now; the detail names what is missing.' },
    async handle() {
      const failing: string[] = [];
      if (!classifier.ready) failing.push('model');
      let newer: readonly string[] = [];
      let jobs: Backlog = { count: 0, oldest: undefined };
      const tryStore = async () => {
        await storeWrites();
        newer = await newerStore();
        jobs = await jobsWaiting();
      };
      const fault = await inTime(tryStore(), STORE_LIMIT).catch((error: unknown) => ({ error }));
      if (fault) failing.push('store');
      if (failing.length > 0)
        throw new Problem(503, 'Not ready', `Not answering now: ${failing.join(', ')}.`, {
          cause: fault?.error,
        });
      const unreadable = unreadableRows();
      const waited = wallClock() - (jobs.oldest ?? Number.POSITIVE_INFINITY);
      return {
        status: 200,
        json: {
          status: 'ready' as const,
          ...(Object.keys(unreadable).length > 0 && { unreadable }),
          ...(waited > LATE && {
            behind: { waiting: jobs.count, oldest_seconds: Math.floor(waited / 1000) },
          }),
          ...(newer.length > 0 && { newer_store: newer }),
        },
      };
    },
  });

/** @throws {StoreUnavailableError} after so many milliseconds; else what `work` does. */
async function inTime(work: Promise<void>, milliseconds: number): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<void>();
  const limit = startTimer(
    () => reject(new StoreUnavailableError('The database does not answer in time.')),
    milliseconds,
  );
  await Promise.race([work, late]).finally(() => stopTimer(limit));
}

export const VersionOut = z
  .object({
    name: z.string(),
    version: z.string(),
    model: z.string(),
    node: z.string(),
    demo: z.boolean().optional().meta({ description: 'True for `npm run demo`, whose posts are made up.' }),
  })
  .meta({ id: 'VersionOut' });

export const version = ({
  about,
  classifier,
}: {
  readonly about: { readonly name: string; readonly version: string; readonly demo?: boolean };
  readonly classifier: Pick<Classifier, 'model'>;
}) =>
  defineRoute({
    method: 'get',
    head: true,
    path: '/version',
    operation: 'getVersion',
    summary: 'Versions of the service, of the model and of Node.',
    access: 'everybody',
    answers: { 200: { description: 'The versions.', schema: VersionOut } },
    handle: async () => ({
      status: 200,
      json: { ...about, model: classifier.model, node: process.version },
    }),
  });
