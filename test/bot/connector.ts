// A connector that listens on a free port, writes down what the bot asks of it, and fails when told to: with a status, by
// dropping the connection before or after it has done what it was asked, or because somebody writes too often.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Limit } from '../../src/bot/outbox/limits.ts';
import type { CardJson } from './cards/elements.ts';

export interface Call {
  readonly method: string;
  readonly conversation: string;
  /** The activity that is replied to, updated or deleted. */
  readonly activity: string | undefined;
  readonly authorization: string | undefined;
  /** Whether it is about a message that one person alone sees. */
  readonly targeted: boolean;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
  /** Whether it was worked on, answered or not. */
  done: boolean;
}

/** How a call fails. A `lost` one is worked on, and its answer never comes; a `dropped` one is not even worked on. */
export type Failure = number | 'dropped' | 'lost' | { readonly status: number; readonly retryAfter: string };

export interface ConnectorSettings {
  /** Milliseconds that each call takes. */
  readonly delay?: number;
  /** Answers 429 to whoever writes more often in one conversation. */
  readonly thread?: readonly Limit[];
  /** Answers 429 to a bot that writes more often in all. */
  readonly all?: readonly Limit[];
  /**
   * Told of each call once it has been answered, with the id that the answer tells, if any; then nothing is kept: `calls`,
   * `ids` and `standing` stay empty, for runs of hours.
   */
  readonly onCall?: (call: Call, id: string | undefined) => void;
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
  /** What was posted and not deleted, as it stands now, oldest first. */
  standing(): readonly Standing[];
  /** Calls that came more often than allowed. */
  readonly tooMany: number;
  /** The card of the last call that had one. */
  lastCard(): CardJson;
  /** Lets calls of `method` fail until told otherwise. */
  fail(method: string, failure: Failure): void;
  /** Lets the next calls of `method` fail, one after the other. */
  failOnce(method: string, ...failures: Failure[]): void;
  /** Lets calls of `method` wait for an answer until told otherwise. */
  hold(method: string): void;
  /** Refuses messages for one person with this status, as a tenant or a client without them. */
  refuseTargeted(status: 400 | 403 | 404): void;
  /** Removes what one person alone sees, as Teams does after 24 hours. */
  expireTargeted(): void;
  /** From now on these take part in every conversation; nobody until then. */
  tellMembers(members: readonly Member[]): void;
  /** How often it was asked who takes part, each page apart. */
  readonly askedForMembers: number;
  recover(): void;
  close(): Promise<void>;
}

/** As the connector names somebody; the directory's id has two names there. */
export interface Member {
  readonly id: string;
  readonly name?: string;
  readonly aadObjectId?: string;
  readonly objectId?: string;
}

export interface Standing {
  readonly id: string;
  readonly conversation: string;
  readonly replyTo: string | undefined;
  /** Account id of the one person who sees it. */
  readonly audience: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
}

const MEMBERS = /^\/v3\/conversations\/[^/;]+\/pagedmembers\?(.*)$/;
/** People on a page of members; fewer than anybody asks for. */
const PAGE = 2;
const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?(\?isTargetedActivity=true)?$/;

export async function startConnector({
  delay = 0,
  thread = [],
  all = [],
  onCall,
}: ConnectorSettings = {}): Promise<Connector> {
  const calls: Call[] = [];
  const traceparents: string[] = [];
  const ids: string[] = [];
  const standing = new Map<string, Standing>();
  const failures = new Map<string, Failure>();
  const next = new Map<string, Failure[]>();
  const held = new Set<string>();
  const taken = new Map<string, number[]>();
  let tooMany = 0;
  let posted = 0;
  let untargeted: number | undefined;
  let members: readonly Member[] = [];
  let askedForMembers = 0;
  let release = () => {};
  let released: Promise<void> = Promise.resolve();

  /** Whether this call comes too often; one that does is not counted. */
  function exceeds(conversation: string): boolean {
    const now = Date.now();
    const rules = [[conversation, thread] as const, ['', all] as const];
    const full = ([key, limits]: (typeof rules)[number]) =>
      limits.some(
        ({ most, milliseconds }) =>
          (taken.get(key) ?? []).filter((at) => at > now - milliseconds).length >= most,
      );
    if (rules.some(full)) {
      tooMany += 1;
      return true;
    }
    for (const [key] of rules) taken.set(key, [...(taken.get(key) ?? []).slice(-2000), now]);
    return false;
  }

  /**
   * Why a message for one person is refused, as Microsoft documents it: a recipient is needed to post one, and must not be
   * named again; one that is gone, or that everybody sees, is not found.
   */
  function refusal({ method, targeted, activity, body }: Call): number | undefined {
    const earlier = method === 'POST' ? undefined : standing.get(activity!);
    if (earlier && (earlier.audience !== undefined) !== targeted) return 404;
    if (!targeted) return undefined;
    if (untargeted !== undefined) return untargeted;
    if (method === 'POST') return body?.recipient?.id ? undefined : 400;
    if (body?.recipient) return 400;
    return earlier ? undefined : 404;
  }

  /** Does what was asked. @returns the id that the answer tells. */
  function workOn(call: Call): string | undefined {
    const { method, conversation, activity, body } = call;
    call.done = true;
    if (method === 'DELETE') standing.delete(activity!);
    if (method === 'PUT') {
      const earlier = standing.get(activity!);
      if (earlier) standing.set(activity!, { ...earlier, body });
    }
    if (method !== 'POST') return activity;
    posted += 1;
    const id = `reply-${posted}`;
    if (onCall) return id;
    ids.push(id);
    const audience = call.targeted ? body.recipient.id : undefined;
    standing.set(id, { id, conversation, replyTo: activity, audience, body });
    return id;
  }

  /** @param query of the address. */
  async function listMembers(query: string): Promise<{ status: number; body: object }> {
    askedForMembers += 1;
    if (held.has('GET')) await released;
    const failure = failures.get('GET');
    if (typeof failure === 'number') return { status: failure, body: {} };
    const from = Number(new URLSearchParams(query).get('continuationToken') ?? 0);
    const next = from + PAGE < members.length && String(from + PAGE);
    const page = members.slice(from, from + PAGE);
    return { status: 200, body: { members: page, ...(next && { continuationToken: next }) } };
  }

  const server = createServer(async (req, res) => {
    const [, query] = MEMBERS.exec(req.url ?? '') ?? [];
    if (req.method === 'GET' && query !== undefined) {
      const { status, body } = await listMembers(query);
      res.writeHead(status, { 'content-type': 'application/json' });
      return res.end(JSON.stringify(body));
    }
    const [, conversation, activity, targeted] = PATH.exec(req.url ?? '') ?? [];
    const method = req.method ?? '';
    const body = await readJson(req);
    const { authorization, traceparent } = req.headers;
    if (traceparent && !onCall) traceparents.push(String(traceparent));
    const call: Call = {
      method,
      conversation: decodeURIComponent(conversation ?? ''),
      activity: activity && decodeURIComponent(activity),
      authorization,
      targeted: targeted !== undefined,
      at: Date.now(),
      body,
      done: false,
    };
    if (!onCall) calls.push(call);
    if (held.has(method)) await released;
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const failure = exceeds(call.conversation)
      ? 429
      : (next.get(method)?.shift() ?? failures.get(method) ?? refusal(call));
    if (failure === 'dropped') return req.socket.destroy();
    if (failure === 'lost') {
      workOn(call);
      return req.socket.destroy();
    }
    if (failure !== undefined) {
      const { status, retryAfter } = typeof failure === 'number' ? { status: failure } : failure;
      const headers = {
        'content-type': 'application/json',
        ...(retryAfter && { 'retry-after': retryAfter }),
      };
      res.writeHead(status, headers);
      return res.end(JSON.stringify({ error: { code: 'Failed', message: 'as told' } }));
    }
    res.writeHead(200, { 'content-type': 'application/json' });
    const id = workOn(call);
    res.end(JSON.stringify({ id }));
    onCall?.(call, id);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    calls,
    traceparents,
    ids,
    by: (method) => calls.filter((call) => call.method === method),
    standing: () => [...standing.values()],
    get tooMany() {
      return tooMany;
    },
    lastCard() {
      const call = calls.findLast(({ body }) => body?.attachments?.[0]);
      if (!call) throw new Error('no card was sent');
      return call.body.attachments[0].content;
    },
    fail: (method, failure) => void failures.set(method, failure),
    failOnce: (method, ...some) => void next.set(method, some),
    hold(method) {
      held.add(method);
      released = new Promise((resolve) => {
        release = resolve;
      });
    },
    refuseTargeted(status) {
      untargeted = status;
    },
    expireTargeted() {
      for (const { id, audience } of standing.values()) if (audience !== undefined) standing.delete(id);
    },
    tellMembers(those) {
      members = those;
    },
    get askedForMembers() {
      return askedForMembers;
    },
    recover() {
      failures.clear();
      next.clear();
      held.clear();
      release();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text ? JSON.parse(text) : undefined;
}
