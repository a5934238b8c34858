// Calls to the Bot Framework connector, one attempt each. The SDK's own client repeats a message that was answered with
// 500 or 502, and may so post it twice; it also drops the "AI generated" label on its way out.

import { z } from 'zod';
import { abortAfter, startTimer, stopTimer, wallClock } from '../../clock.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import type { Audience, Message } from '../../delivery/message.ts';
import type { Named } from '../../delivery/names.ts';

/** People whom Teams names at once, at most, and in all. */
const PAGE_OF_MEMBERS = 500;
const MOST_MEMBERS = 10 * PAGE_OF_MEMBERS;

/** Milliseconds for a token, and then for the answer of the connector. */
const PATIENCE = 15_000;

export interface ConnectorClient {
  /** Posts a message, under another one where `replyTo` is given. @returns its id; empty when the host gives none. */
  create(reference: ConversationReference, replyTo: string | null, message: Message): Promise<string>;
  update(reference: ConversationReference, activity: string, message: Message): Promise<void>;
  remove(reference: ConversationReference, activity: string): Promise<void>;
  /** The name of a team and of its channels, as far as Teams gives them. */
  namesInTeam(reference: ConversationReference, team: string): Promise<readonly Named[]>;
  /** Those who take part in a conversation, by their directory id where Teams tells it; of many, the first {@link MOST_MEMBERS}. */
  membersOf(reference: ConversationReference): AsyncIterable<Named>;
}

/** A call failed. The message tells neither what was sent nor to whom. */
export class ConnectorError extends Error {
  override name = 'ConnectorError';
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** Whether the request may have been received; false when no connection came about. */
  readonly sent: boolean;
  /** Milliseconds after which the connector wants to be asked again, when it says so. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    { status, sent, retryAfter }: { status?: number; sent: boolean; retryAfter?: number | undefined },
  ) {
    super(message);
    this.status = status;
    this.sent = sent;
    this.retryAfter = retryAfter;
  }
}

/** @param authorize gives the value of the Authorization header, if there is one. */
export function createConnectorClient({
  authorize,
  patience = PATIENCE,
}: {
  readonly authorize: () => Promise<string | undefined>;
  readonly patience?: number;
}): ConnectorClient {
  async function call(method: string, url: string, body?: object) {
    const headers = await signed(authorize, patience);
    const response = await reach(url, {
      method,
      headers,
      redirect: 'manual',
      signal: abortAfter(patience),
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.text().catch(() => '');
    if (response.ok) return answer;
    throw new ConnectorError(`the connector answered ${response.status} to ${method}`, {
      status: response.status,
      sent: true,
      retryAfter: readRetryAfter(response.headers),
    });
  }

  return {
    async create(reference, replyTo, message) {
      const { audience } = message;
      const activity = {
        ...addressed(reference, message),
        ...(audience && { recipient: { id: audience.id } }),
        ...(replyTo && { replyToId: replyTo }),
      };
      return idIn(await call('POST', urlOf(reference, replyTo, audience), activity));
    },
    // The recipient of a targeted message cannot change: naming it again is refused.
    async update(reference, activity, message) {
      const url = urlOf(reference, activity, message.audience);
      await call('PUT', url, { ...addressed(reference, message), id: activity });
    },
    async remove(reference, activity) {
      await call('DELETE', urlOf(reference, activity));
    },
    async namesInTeam({ serviceUrl }, team) {
      const url = `${baseOf(serviceUrl)}/v3/teams/${encodeURIComponent(team)}`;
      const { name } = Team.parse(JSON.parse(await call('GET', url)));
      const { conversations } = Channels.parse(JSON.parse(await call('GET', `${url}/conversations`)));
      return [{ id: team, name }, ...conversations].flatMap((each) =>
        each.name ? [{ id: each.id, name: each.name }] : [],
      );
    },
    async *membersOf({ serviceUrl, conversation }) {
      const url = `${baseOf(serviceUrl)}/v3/conversations/${encodeURIComponent(conversation)}/pagedmembers`;
      let next: string | null | undefined;
      for (let seen = 0; seen < MOST_MEMBERS; seen += PAGE_OF_MEMBERS) {
        const query = new URLSearchParams({
          pageSize: String(PAGE_OF_MEMBERS),
          ...(next && { continuationToken: next }),
        });
        const page = Members.parse(JSON.parse(await call('GET', `${url}?${query}`)));
        for (const { id, aadObjectId, objectId, name } of page.members)
          if (name?.trim()) yield { id: aadObjectId ?? objectId ?? id, name: name.trim() };
        next = page.continuationToken;
        if (!next) return;
      }
    },
  };
}

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
const Team = z.looseObject({ name: z.string().nullish() });
const Channels = z.looseObject({
  conversations: z.array(z.looseObject({ id: z.string(), name: z.string().nullish() })),
});

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context#fetch-the-roster-or-user-profile */
const Members = z.looseObject({
  members: z.array(
    z.looseObject({
      id: z.string(),
      aadObjectId: z.string().nullish(),
      objectId: z.string().nullish(),
      name: z.string().nullish(),
    }),
  ),
  continuationToken: z.string().nullish(),
});

/** @param patience milliseconds; the SDK waits for a token without a limit. */
async function signed(
  authorize: () => Promise<string | undefined>,
  patience: number,
): Promise<Record<string, string>> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const limit = startTimer(() => reject(new Error(`none after ${patience} ms`)), patience);
  try {
    const authorization = await Promise.race([authorize(), late]);
    return { 'content-type': 'application/json', ...(authorization && { authorization }) };
  } catch (error) {
    throw new ConnectorError(`no token for the connector: ${(error as Error).message}`, { sent: false });
  } finally {
    stopTimer(limit);
  }
}

/** No connection came about, so that nothing was sent. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    const code = cause?.code ?? name;
    throw new ConnectorError(`the connector did not answer (${code})`, { sent: !UNREACHED.has(code) });
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages */
function urlOf(
  { serviceUrl, conversation }: ConversationReference,
  activity: string | null,
  audience?: Audience,
): string {
  const base = `${baseOf(serviceUrl)}/v3/conversations/${encodeURIComponent(conversation)}/activities`;
  const url = activity ? `${base}/${encodeURIComponent(activity)}` : base;
  return audience ? `${url}?isTargetedActivity=true` : url;
}

const baseOf = (serviceUrl: string) => serviceUrl.replace(/\/$/, '');

function addressed({ bot, conversation, host }: ConversationReference, { audience: _, ...message }: Message) {
  return {
    ...message,
    channelId: host,
    from: { id: bot, name: '', role: 'bot' },
    conversation: { id: conversation },
  };
}

function idIn(body: string): string {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}

/** Seconds, or a date by the clock of whoever answered. @returns milliseconds from now. */
function readRetryAfter(headers: Headers): number | undefined {
  const header = headers.get('retry-after');
  if (!header) return undefined;
  const seconds = Number(header);
  const there = Date.parse(headers.get('date') ?? '') || wallClock();
  const wait = Number.isNaN(seconds) ? Date.parse(header) - there : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(Math.ceil(wait), 0);
}
