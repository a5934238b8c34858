// The bot's calls to Teams' Connector, seen where Node's fetch makes them. A path there
// names conversations and activities; only its fixed words are kept. Other calls are left alone.
import { subscribe } from 'node:diagnostics_channel';
import { propagation } from '@opentelemetry/api';
import { beginDependency } from './spans.ts';

const CONNECTOR = /\/v3\/conversations(?=[/?]|$)([^?]*)/;
const WORDS = new Set(['activities', 'members', 'pagedmembers', 'attachments', 'history', 'activitymembers']);

interface Made {
  readonly request: UndiciRequest;
}

/** What fetch tells of a request: undici's own, see its documentation of diagnostics channels. */
interface UndiciRequest {
  readonly method: string;
  readonly path: string;
  readonly origin: string;
  addHeader(name: string, value: string): void;
}
type Answered = Made & { readonly response: { readonly statusCode: number } };

/** Call it once in a process: makes a span of each call, and tells the Connector which trace it belongs to. */
export function watchConnectorCalls(): void {
  const calls = new WeakMap<UndiciRequest, ReturnType<typeof beginDependency>>();

  subscribe('undici:request:create', (message) => {
    const { request } = message as Made;
    const template = templateOf(request.path);
    if (!template) return;
    const call = beginDependency({
      name: `${request.method} ${template}`,
      attributes: {
        'http.request.method': request.method,
        'server.address': new URL(request.origin).hostname,
      },
    });
    calls.set(request, call);
    propagation.inject(call.inside, request, { set: (to, name, value) => to.addHeader(name, value) });
  });

  subscribe('undici:request:headers', (message) => {
    const { request, response } = message as Answered;
    const status = response.statusCode;
    calls.get(request)?.end(status < 400, { 'http.response.status_code': status });
  });

  subscribe('undici:request:error', (message) => calls.get((message as Made).request)?.end(false));
}

/** `/v3/conversations/*` and so on, with `*` for every id; nothing for what is no call to the Connector. */
export function templateOf(path: string): string | undefined {
  const [, rest] = CONNECTOR.exec(path) ?? [];
  if (rest === undefined) return undefined;
  const segments = rest.split('/').map((part) => (part === '' || WORDS.has(part) ? part : '*'));
  return `/v3/conversations${segments.join('/')}`;
}
