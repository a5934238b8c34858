// GET /healthz, /readyz and /version: for those who watch the service.
import { z } from 'zod';
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

/** Posts can be judged and votes kept: the model is loaded and the store answers. */
export const readyz = ({
  classifier,
  storeAnswers,
}: {
  readonly classifier: Classifier;
  readonly storeAnswers: () => Promise<void>;
}) =>
  defineRoute({
    method: 'get',
    head: true,
    path: '/readyz',
    operation: 'getReadiness',
    summary: 'Whether posts can be judged and votes kept.',
    access: 'everybody',
    answers: { 200: { description: 'They can.', schema: z.object({ status: z.literal('ready') }) } },
    problems: { 503: 'Not now; the detail names what is missing.' },
    async handle() {
      const failing: string[] = [];
      if (!classifier.ready) failing.push('model');
      await storeAnswers().catch(() => failing.push('store'));
      if (failing.length > 0)
        throw new Problem(503, 'Not ready', `Not answering now: ${failing.join(', ')}.`);
      return { status: 200, json: { status: 'ready' } };
    },
  });

export const VersionOut = z
  .object({ name: z.string(), version: z.string(), model: z.string(), node: z.string() })
  .meta({ id: 'VersionOut' });

export const version = ({
  about,
  classifier,
}: {
  readonly about: { readonly name: string; readonly version: string };
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
