// The Teams door on a free port: the real adapter behind the real server, a connector to answer to, stores in memory,
// and a classifier that can be told from afar by the words in a post.
import pino from 'pino';
import { type ChannelEndpoints, createAdapter } from '../../src/bot/adapter.ts';
import { createBot } from '../../src/bot/bot.ts';
import { mountMessages } from '../../src/bot/route.ts';
import { createBrandJudge } from '../../src/channel/brand-judge.ts';
import { createRulebook, type Rulebook } from '../../src/channel/rulebook.ts';
import type { ChannelStore } from '../../src/channel/store.ts';
import { readConfig } from '../../src/config.ts';
import { createLedger, type Ledger } from '../../src/feedback/ledger.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import { createServer, listen } from '../../src/http/server.ts';
import { isEmpty, normalise } from '../../src/sentiment/normalise.ts';
import type { Classifier, Verdict } from '../../src/sentiment/verdict.ts';
import { createMemoryChannels } from '../channel/memory-channels.ts';
import { createMemoryRules } from '../channel/memory-rules.ts';
import { createMemoryStore, type MemoryStore } from '../feedback/memory-store.ts';
import { channelPost, FRENCH_POST, type Sent } from '../fixtures/activities.ts';
import { type Connector, startConnector } from './connector.ts';
import { createMemoryReplies, type MemoryReplies } from './memory-replies.ts';

export interface Answered {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
}

export interface Door {
  readonly connector: Connector;
  readonly ledger: Ledger;
  readonly store: MemoryStore;
  readonly replies: MemoryReplies;
  readonly channels: ChannelStore;
  readonly rulebook: Rulebook;
  /** Texts that the classifier was given. */
  readonly judged: string[];
  /** Everything that went to the log, and what was reported as an unforeseen failure. */
  readonly told: { readonly log: string[]; readonly exceptions: string[] };
  /** Replaces what the classifier does. */
  classify: Classifier['classify'];
  /** Milliseconds added to the clock. */
  later: number;
  /** Delivers an activity as the channel does; `serviceUrl` is the connector's unless the activity has one. */
  deliver(activity: Sent, headers?: Record<string, string>): Promise<Answered>;
  /** Posts any body. */
  post(body: string, headers?: Record<string, string>): Promise<Answered>;
  close(): Promise<void>;
}

export interface DoorSettings {
  readonly environment?: Record<string, string>;
  readonly channel?: ChannelEndpoints;
}

export async function openDoor({ environment = {}, channel }: DoorSettings = {}): Promise<Door> {
  const connector = await startConnector();
  const store = createMemoryStore();
  const replies = createMemoryReplies();
  const channels = createMemoryChannels(store);
  const rulebook = createRulebook({ store: createMemoryRules() });
  const judged: string[] = [];
  const told = { log: [] as string[], exceptions: [] as string[] };
  const log = pino({ level: 'debug' }, { write: (line: string) => void told.log.push(line) });
  const telemetry = {
    trace() {},
    exception(error: unknown, context: object) {
      told.exceptions.push(`${(error as Error).stack} ${JSON.stringify(context)} ${JSON.stringify(error)}`);
    },
    async close() {},
  };
  const door = { classify: async (post: string) => verdictOn(post), later: 0 };
  const clock = () => 1_790_000_000_000 + door.later;
  const hashPerson = createPeopleHash('k'.repeat(32));
  const ledger = createLedger({ store, hashPerson, keepText: 'all', clock });
  const classifier: Classifier = {
    model: 'a1b2c3d4e5f6',
    ready: true,
    async classify(post) {
      judged.push(post);
      return door.classify(post);
    },
    async close() {},
  };
  const config = readConfig({ HOST: '127.0.0.1', ...environment });
  const server = createServer({ log, telemetry });
  const bot = createBot({
    classifier,
    judgeBrand: createBrandJudge({ classifier, rulebook }),
    rulebook,
    channels,
    hashPerson,
    ledger,
    replies,
    config,
    log,
    telemetry,
    clock,
  });
  mountMessages(server, { adapter: createAdapter({ config, log, channel }), bot });
  const url = await listen(server, 0, '127.0.0.1');

  async function post(body: string, headers: Record<string, string> = {}): Promise<Answered> {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, type, body: text ? JSON.parse(text) : undefined };
  }

  return Object.assign(door, {
    connector,
    ledger,
    store,
    replies,
    channels,
    rulebook,
    judged,
    told,
    deliver: (activity: Sent, headers?: Record<string, string>) =>
      post(JSON.stringify({ serviceUrl: connector.url, ...activity }), headers),
    post,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await connector.close();
    },
  });
}

function verdictOn(post: string): Verdict | null {
  const text = normalise(post);
  if (isEmpty(text)) return null;
  const probability = /late|lost|perdu|nul/i.test(text) ? 0.07 : /bof|so-so/i.test(text) ? 0.46 : 0.93;
  return {
    label: probability >= 0.5 ? 'positive' : 'negative',
    probability,
    certain: probability < 0.4 || probability > 0.6,
    language: /\b(?:the|my|and|so-so)\b/i.test(text) ? 'en' : 'fr',
    truncated: text.length > 500,
    model: 'a1b2c3d4e5f6',
  };
}

/** A door where a French channel post was judged and answered. */
export async function openAnsweredPost() {
  const door = await openDoor();
  const post = channelPost(FRENCH_POST);
  await door.deliver(post);
  return { door, post, reply: door.connector.ids[0]!, predictionId: [...door.store.predictions.keys()][0]! };
}
