// A connector that listens on a free port, writes down what the bot asks of it, and fails when told to.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AdaptiveCard } from '../../src/bot/cards/adaptive.ts';

export interface Call {
  readonly method: string;
  readonly conversation: string;
  /** The activity that is replied to, updated or deleted. */
  readonly activity: string | undefined;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
}

export interface Connector {
  readonly url: string;
  readonly calls: Call[];
  /** The calls of one method, e.g. `POST`. */
  by(method: string): Call[];
  /** What the calls said of the trace that they belong to. */
  readonly traceparents: string[];
  /** Ids given to what was posted, oldest first. */
  readonly ids: string[];
  /** The card of the last call that had one. */
  lastCard(): AdaptiveCard;
  /** Answers calls of `method` with `status` until told otherwise. */
  fail(method: string, status: number): void;
  /** Lets calls of `method` wait for an answer until told otherwise. */
  hold(method: string): void;
  recover(): void;
  close(): Promise<void>;
}

const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/;

export async function startConnector(): Promise<Connector> {
  const calls: Call[] = [];
  const traceparents: string[] = [];
  const ids: string[] = [];
  const failures = new Map<string, number>();
  const held = new Set<string>();
  let release = () => {};
  let released: Promise<void> = Promise.resolve();

  const server = createServer(async (req, res) => {
    const [, conversation, activity] = PATH.exec(req.url ?? '') ?? [];
    const method = req.method ?? '';
    const body = await readJson(req);
    const { authorization, traceparent } = req.headers;
    if (traceparent) traceparents.push(String(traceparent));
    calls.push({
      method,
      conversation: decodeURIComponent(conversation ?? ''),
      activity: activity && decodeURIComponent(activity),
      authorization,
      body,
    });
    if (held.has(method)) await released;
    const failure = failures.get(method);
    const id = method === 'POST' ? `reply-${calls.length}` : activity;
    if (method === 'POST' && !failure) ids.push(id!);
    res.writeHead(failure ?? 200, { 'content-type': 'application/json' });
    res.end(JSON.stringify(failure ? { error: { code: 'Failed', message: 'as told' } } : { id }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    traceparents,
    ids,
    by: (method) => calls.filter((call) => call.method === method),
    lastCard() {
      const call = calls.findLast(({ body }) => body?.attachments?.[0]);
      if (!call) throw new Error('no card was sent');
      return call.body.attachments[0].content;
    },
    fail: (method, status) => void failures.set(method, status),
    hold(method) {
      held.add(method);
      released = new Promise((resolve) => {
        release = resolve;
      });
    },
    recover() {
      failures.clear();
      held.clear();
      release();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text ? JSON.parse(text) : undefined;
}
