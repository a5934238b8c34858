// GET /healthz, /readyz and /version: for those who watch the service.
import type { Request, Response } from 'restify';
import { Problem } from '../http/problem.ts';
import type { Classifier } from '../sentiment/verdict.ts';

/** The process answers. */
export async function healthz(_req: Request, res: Response) {
  res.send(200, { status: 'ok' });
}

/** Posts can be judged and votes kept: the model is loaded and the store answers. */
export function readyz({
  classifier,
  storeAnswers,
}: {
  classifier: Classifier;
  storeAnswers: () => Promise<void>;
}) {
  return async (_req: Request, res: Response) => {
    const failing: string[] = [];
    if (!classifier.ready) failing.push('model');
    await storeAnswers().catch(() => failing.push('store'));
    if (failing.length > 0) throw new Problem(503, 'Not ready', `Not answering now: ${failing.join(', ')}.`);
    res.send(200, { status: 'ready' });
  };
}

export function version(about: { name: string; version: string; model: string }) {
  return async (_req: Request, res: Response) => {
    res.send(200, { ...about, node: process.version });
  };
}
