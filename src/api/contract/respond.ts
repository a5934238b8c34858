// Runs a route over HTTP: its parts are checked, its handler asked, its answer sent.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'restify';
import { answerWhole } from '../../http/answer-whole.ts';
import { Problem } from '../../http/problem.ts';
import { bearerOf } from '../auth/access.ts';
import { callerOf } from '../auth/caller.ts';
import type { Call, Route, RouteAnswer } from './route.ts';
import { validate } from './validate.ts';

/** @throws {Problem} 422 naming every field that is wrong. */
export function callOf(route: Route, req: Request, res: Response): Call {
  return {
    body: route.body && validate(route.body, req.body),
    params: route.params && validate(route.params, paramsOf(route, req)),
    query: route.query && validate(route.query, queryOf(req)),
    caller: callerOf(req),
    bearer: bearerOf(req.headers.authorization),
    accept: req.headers.accept,
    ifMatch: req.headers['if-match'],
    signal: goneSignal(res),
    idOf: () => undefined,
  };
}

/** The parts of the path under the names that the route has for them; see toRestifyPath. */
function paramsOf({ path }: Route, req: Request): Record<string, unknown> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return Object.fromEntries(names.map((name) => [name, req.params[path.endsWith(`{${name}}`) ? '*' : name]]));
}

/** A name that is repeated becomes a list, which no schema takes. */
function queryOf(req: Request): Record<string, unknown> {
  const search = new URLSearchParams(req.getQuery());
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** Aborts when the connection closes before the answer is out. */
function goneSignal(res: Response): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished)
      gone.abort(new Problem(499, 'Client gone', 'The client closed the connection.'));
  });
  return gone.signal;
}

/** Sends an answer; a stream that fails on its way cuts the connection, so that nobody takes it for whole. */
export async function send(res: Response, answer: RouteAnswer): Promise<void> {
  const { status, headers } = answer;
  if ('json' in answer) {
    answerWhole(res, status, JSON.stringify(answer.json), { ...headers, 'Content-Type': 'application/json' });
  } else if (typeof answer.content === 'string' || answer.content instanceof Uint8Array) {
    answerWhole(res, status, answer.content, { ...headers, 'Content-Type': answer.type });
  } else {
    res.writeHead(status, { ...headers, 'Content-Type': answer.type });
    await pipeline(Readable.from(answer.content, { objectMode: false }), res).catch((error) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }
}
