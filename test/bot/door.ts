// The Teams door on a free port: the real adapter behind the real server, a connector to answer to, votes in memory, what
// comes in and goes out in a store of its own, and a classifier that can be told from afar by the words in a post.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pino from 'pino';
import type { Limits } from '../../src/bot/outbox/limits.ts';
import { createVoteCards } from '../../src/bot/proactive/vote-cards.ts';
import { type ChannelEndpoints, createAdapter } from '../../src/bot/protocol/adapter.ts';
import { createAuthorize } from '../../src/bot/protocol/authentication.ts';
import { createConnectorClient } from '../../src/bot/protocol/connector-client.ts';
import { createPeopleNames } from '../../src/bot/protocol/people-names.ts';
import { mountMessages } from '../../src/bot/route.ts';
import type { ChannelStore } from '../../src/channel/channel-store.ts';
import { createClassifyWithRules } from '../../src/channel/rules/classify-with-rules.ts';
import { createDryRun } from '../../src/channel/rules/dry-run.ts';
import { createRulebook, type Rulebook } from '../../src/channel/rules/rulebook.ts';
import { readConfig } from '../../src/config.ts';
import type { Reply } from '../../src/delivery/replies.ts';
import { createFeedbackService, type FeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import type { Trace } from '../../src/feedback/trace.ts';
import { createServer, listen } from '../../src/http/server.ts';
import { createTeams, type Teams } from '../../src/parts/teams.ts';
import { isEmpty, normalise } from '../../src/sentiment/text/normalise.ts';
import type { Classifier, Verdict } from '../../src/sentiment/verdict.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createBrandRuleStore } from '../../src/storage/stores/brand-rule-store.ts';
import { createChannelStore } from '../../src/storage/stores/channel-store.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { createReplyStore } from '../../src/storage/stores/delivery/reply-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { createTriageClock } from '../../src/storage/stores/triage/triage-clock.ts';
import { createTriageStore } from '../../src/storage/stores/triage/triage-store.ts';
import { createTriage, type Triage } from '../../src/triage/triage.ts';
import { waitsForAnswer } from '../../src/triage/waits-for-answer.ts';
import { createMemoryStore, type MemoryStore } from '../feedback/memory-store.ts';
import { scoresFor } from '../feedback/verdicts.ts';
import { channelPost, FRENCH_POST, type Sent } from '../fixtures/activities.ts';
import { TOPICS } from '../topics/production.ts';
import { type Connector, type ConnectorSettings, startConnector } from './connector.ts';

export interface Answered {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
}

export interface Door {
  readonly connector: Connector;
  readonly feedback: FeedbackService;
  readonly triage: Triage;
  readonly store: MemoryStore;
  readonly teams: Teams;
  readonly channels: ChannelStore;
  readonly rulebook: Rulebook;
  /** Which reply stands under which post. */
  replies(): Promise<Pick<Reply, 'post' | 'reply' | 'predictionId'>[]>;
  /** Texts that the classifier was given. */
  readonly judged: string[];
  /** Everything that went to the log, and what was reported as an unforeseen failure. */
  readonly told: { readonly log: string[]; readonly exceptions: string[]; readonly traces: string[] };
  /** Replaces what the classifier does. */
  classify: Classifier['classify'];
  /** Milliseconds added to the clock. */
  later: number;
  /**
   * Delivers an activity as the channel does, and waits until nothing is left to do about it; `serviceUrl` is the
   * connector's unless the activity has one.
   */
  deliver(activity: Sent, headers?: Record<string, string>): Promise<Answered>;
  /** Delivers an activity and waits for the turn alone. */
  handOver(activity: Sent, headers?: Record<string, string>): Promise<Answered>;
  /** Resolves when no work is left and no message waits. */
  settled(): Promise<void>;
  /** Forgets a post in the store that counts the posts of channels; `ledger` forgets it in memory only. */
  forgetInStore(origin: string): Promise<unknown>;
  /** Forgets a person in that store. */
  forgetPerson(person: string, network?: string): Promise<unknown>;
  /** Takes the table of what comes in away, as a store that fails, and brings it back. */
  breakStore(): Promise<void>;
  mendStore(): Promise<void>;
  /** Posts any body. */
  post(body: string, headers?: Record<string, string>): Promise<Answered>;
  close(): Promise<void>;
}

export interface DoorSettings {
  readonly environment?: Record<string, string>;
  readonly channel?: ChannelEndpoints;
  readonly limits?: Limits;
  readonly connector?: ConnectorSettings;
}

const NO_LIMITS: Limits = { thread: [], tenant: [] };

export async function openDoor({
  environment = {},
  channel,
  limits = NO_LIMITS,
  connector: settings,
}: DoorSettings = {}): Promise<Door> {
  const connector = await startConnector(settings);
  const store = createMemoryStore();
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-door-'));
  const database = await openDatabase({ dataDir });
  const judged: string[] = [];
  const told = { log: [] as string[], exceptions: [] as string[], traces: [] as string[] };
  const log = pino({ level: 'debug' }, { write: (line: string) => void told.log.push(line) });
  const telemetry = {
    trace({ message, properties }: Trace) {
      told.traces.push(`${message} ${JSON.stringify(properties)}`);
    },
    exception(error: unknown, context: object) {
      told.exceptions.push(`${(error as Error).stack} ${JSON.stringify(context)} ${JSON.stringify(error)}`);
    },
    async close() {},
  };
  const door = { classify: async (post: string) => verdictOn(post), later: 0 };
  const hashPerson = createPeopleHash('k'.repeat(32));
  // A reply points to its prediction, in the store that both are kept in.
  const kept = createFeedbackStore(database);
  const { addPrediction } = store;
  store.addPrediction = async (prediction, ...how) => {
    await addPrediction(prediction);
    return kept.addPrediction(prediction, ...how);
  };
  const { forgetPost } = store;
  store.forgetPost = async (origin, at) => {
    await kept.forgetPost(origin, at);
    return forgetPost(origin, at);
  };
  const { castVote } = store;
  store.castVote = async (id, voter, decide, options) => {
    const cast = await kept.castVote(id, voter, decide, options);
    return castVote(id, voter, () => cast);
  };
  const begun = Date.now();
  const clock = () => 1_790_000_000_000 + Date.now() - begun + door.later;
  const channels = createChannelStore(database);
  const classifier: Classifier = {
    model: 'a1b2c3d4e5f6',
    topics: TOPICS,
    ready: true,
    async classify(post) {
      judged.push(post);
      return door.classify(post);
    },
    async close() {},
  };
  const config = readConfig({ HOST: '127.0.0.1', ...environment });
  const client = createConnectorClient({ authorize: createAuthorize(config, channel) });
  const peopleNames = createPeopleNames({ hashPerson, connector: client, log, clock: () => clock() });
  const triageStore = createTriageStore(database);
  const cardsOf = createVoteCards({
    channels,
    peopleNames,
    findHandling: triageStore.find,
    replies: createReplyStore(database),
    conversations: createConversationStore(database),
    classifier,
    clock,
  });
  const feedback = createFeedbackService({
    store,
    hashPerson,
    keepText: 'all',
    clock,
    cardsOf,
    waitsForAnswer,
  });
  const triage = createTriage({
    store: triageStore,
    findPrediction: feedback.find,
    hashPerson,
    cardsOf,
    clock,
  });
  const server = createServer({ log, telemetry });
  const firstRetry = 5;
  const rules = createBrandRuleStore(database);
  const rulebook = createRulebook({ store: rules });
  const classifyWithRules = createClassifyWithRules({ classifier, rulebook });
  const dryRun = createDryRun({ classifier, rulebook, posts: rules });
  const channelParts = { classifyWithRules, dryRun, rulebook, channels };
  const parts = {
    ...channelParts,
    config,
    database,
    classifier,
    feedback,
    triage,
    triageClock: createTriageClock(database),
    peopleNames,
    hashPerson,
    log,
    telemetry,
    connector: client,
    clock,
  };
  const teams = await createTeams({ ...parts, limits, firstRetry });
  mountMessages(server, { adapter: createAdapter({ config, log, channel }), ...teams });
  teams.start();
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

  const handOver = (activity: Sent, headers?: Record<string, string>) =>
    post(JSON.stringify({ serviceUrl: connector.url, ...activity }), headers);

  async function settled(): Promise<void> {
    for (;;) {
      const { jobs, orders } = await teams.waiting();
      if (jobs.count + orders.count === 0) return;
      await wait(2);
    }
  }

  return Object.assign(door, {
    connector,
    feedback,
    triage,
    store,
    teams,
    channels,
    rulebook,
    replies: () =>
      database.db
        .selectFrom('replies')
        .select(['post', 'reply', 'prediction_id as predictionId'])
        .orderBy('post')
        .execute(),
    judged,
    told,
    async deliver(activity: Sent, headers?: Record<string, string>) {
      const answered = await handOver(activity, headers);
      await settled();
      return answered;
    },
    handOver,
    settled,
    forgetInStore: (origin: string) => kept.forgetPost(origin, 0),
    forgetPerson: createFeedbackService({ store: kept, hashPerson, keepText: 'all', clock }).forgetPerson,
    breakStore: () => database.db.schema.alterTable('deliveries').renameTo('away').execute(),
    mendStore: () => sql`alter table away rename to deliveries`.execute(database.db).then(() => {}),
    post,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      connector.recover();
      await teams.stop();
      await database.close();
      await connector.close();
      await rm(dataDir, { recursive: true });
    },
  });
}

function verdictOn(post: string): Verdict | null {
  const text = normalise(post);
  if (isEmpty(text)) return null;
  const probability = /late|lost|perdu|nul/i.test(text) ? 0.07 : /bof|so-so/i.test(text) ? 0.46 : 0.93;
  const side = probability >= 0.5 ? 'positive' : 'negative';
  const label = /heure|what time/i.test(text) ? 'neutral' : side;
  return {
    label,
    scores: scoresFor(label, probability),
    probability,
    certain: probability < 0.4 || probability > 0.6,
    certainFrom: { negative: 0.6, neutral: 0.6, positive: 0.6 },
    language: /\b(?:the|my|and|so-so)\b/i.test(text) ? 'en' : 'fr',
    truncated: text.length > 500,
    model: 'a1b2c3d4e5f6',
  };
}

/** A door where a French channel post was judged and answered. */
export async function openAnsweredPost(settings?: DoorSettings) {
  const door = await openDoor(settings);
  const post = channelPost(FRENCH_POST);
  await door.deliver(post);
  return { door, post, reply: door.connector.ids[0]!, predictionId: [...door.store.predictions.keys()][0]! };
}
