// The REST door on a free port, over a real store in a folder of its own, with a classifier that says what a test wants.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Server } from 'restify';
import { type ApiParts, mountApi } from '../../src/api/mount.ts';
import { createForward } from '../../src/bot/proactive/forward.ts';
import { createOwners } from '../../src/bot/settings/owners.ts';
import type { ChannelStore } from '../../src/channel/channel-store.ts';
import { createPostAccess } from '../../src/channel/post-access.ts';
import { createClassifyWithRules } from '../../src/channel/rules/classify-with-rules.ts';
import { createDryRun } from '../../src/channel/rules/dry-run.ts';
import { createRulebook } from '../../src/channel/rules/rulebook.ts';
import type { ConversationStore } from '../../src/delivery/conversation-reference.ts';
import type { Backlog } from '../../src/delivery/jobs.ts';
import type { MemberStore } from '../../src/delivery/members.ts';
import type { NameStore } from '../../src/delivery/names.ts';
import { createDriftMonitor } from '../../src/drift/monitor.ts';
import { createFeedbackService, type FeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash, type HashPerson } from '../../src/feedback/people.ts';
import { createReviews } from '../../src/feedback/review.ts';
import { closeServer, createServer, listen } from '../../src/http/server.ts';
import { describeModel } from '../../src/sentiment/model/card.ts';
import { openModels } from '../../src/sentiment/model/models.ts';
import { createVersions } from '../../src/sentiment/model/versions.ts';
import type { Classifier, Verdict } from '../../src/sentiment/verdict.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { createBrandRuleStore } from '../../src/storage/stores/brand-rule-store.ts';
import { createChallengerStore } from '../../src/storage/stores/challenger-store.ts';
import { createChannelStore } from '../../src/storage/stores/channel-store.ts';
import { createChoiceStore } from '../../src/storage/stores/choice-store.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { createMemberStore } from '../../src/storage/stores/delivery/member-store.ts';
import { createNameStore } from '../../src/storage/stores/delivery/name-store.ts';
import { createDriftStore } from '../../src/storage/stores/drift-store.ts';
import { createExampleStore } from '../../src/storage/stores/example-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { createForwardingStore } from '../../src/storage/stores/forwarding-store.ts';
import { createPostStore } from '../../src/storage/stores/posts/post-store.ts';
import { createRequestStore } from '../../src/storage/stores/request-store.ts';
import { createReviewStore } from '../../src/storage/stores/review-store.ts';
import { createStatistics } from '../../src/storage/stores/statistics-store.ts';
import { createTriageClock } from '../../src/storage/stores/triage/triage-clock.ts';
import { createTriageStore } from '../../src/storage/stores/triage/triage-store.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { createTriage, type Triage } from '../../src/triage/triage.ts';
import { waitsForAnswer } from '../../src/triage/waits-for-answer.ts';
import { scoresFor } from '../feedback/verdicts.ts';
import { readableLog } from '../telemetry/lines.ts';
import { TOPICS } from '../topics/production.ts';
import { createContract } from './contract.ts';

const OWN_MODEL = 'models/production';

export const HAPPY: Verdict = {
  label: 'positive',
  scores: scoresFor('positive', 0.93),
  probability: 0.93,
  certain: true,
  certainFrom: { negative: 0.6, neutral: 0.6, positive: 0.6 },
  language: 'en',
  truncated: false,
  model: 'abcdefabcdef',
};

export interface RestDoor {
  readonly url: string;
  readonly dataDir: string;
  /** Replaces what the classifier says next. */
  classify: Classifier['classify'];
  ready: boolean;
  storeWrites: () => Promise<void>;
  unreadableRows: Record<string, number>;
  newerStore: readonly string[];
  jobsWaiting: Backlog;
  /** What was reported as an unforeseen failure. */
  readonly exceptions: unknown[];
  /** Lines of the log. */
  readonly logged: readonly string[];
  readonly server: Server;
  readonly conversations: ConversationStore;
  readonly channels: ChannelStore;
  readonly members: MemberStore;
  readonly names: NameStore;
  readonly feedback: FeedbackService;
  readonly triage: Triage;
  readonly hashPerson: HashPerson;
  /** What waits to be said in Teams: where, and the card as text. */
  orders(): Promise<{ channel: string; message: string | null }[]>;
  /** Asks, and checks that the answer is one that the OpenAPI page declares. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** @param parts settings other than those of a service without keys. */
export async function openRestDoor(parts: Partial<ApiParts> = {}): Promise<RestDoor> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-api-'));
  const database = await openDatabase({ dataDir });
  const store = createFeedbackStore(database);
  const hashPerson = createPeopleHash('k'.repeat(32));
  const exceptions: unknown[] = [];
  const metrics = createMetrics();
  const { log, written: logged } = readableLog();
  const server = createServer({
    onRequest: metrics.countRequest,
    log,
    telemetry: { trace() {}, exception: (error) => exceptions.push(error), async close() {} },
  });
  const door = {
    classify: async () => HAPPY,
    ready: true,
    storeWrites: async () => {},
    unreadableRows: {},
    newerStore: [],
    jobsWaiting: { count: 0, oldest: undefined },
  } as Pick<RestDoor, 'classify' | 'ready' | 'storeWrites' | 'unreadableRows' | 'newerStore' | 'jobsWaiting'>;
  const load = async (folder: string): Promise<Classifier> => ({
    topics: folder === OWN_MODEL ? TOPICS : undefined,
    model: folder === OWN_MODEL ? HAPPY.model : basename(folder),
    get ready() {
      return door.ready;
    },
    classify: (post, options) => door.classify(post, options),
    async close() {},
  });
  const versions = createVersions(OWN_MODEL, dataDir);
  const models = await openModels({ versions, choices: createChoiceStore(database), load });
  const { classifier } = models;
  const rules = createBrandRuleStore(database);
  const rulebook = createRulebook({ store: rules });
  const conversations = createConversationStore(database);
  const channels = createChannelStore(database);
  const forwarding = createForwardingStore(database);
  const members = createMemberStore(database);
  const names = createNameStore(database);
  const owners = createOwners({ channels, conversations, hashPerson, config: { CHANNEL_OWNERS: [] } });
  const feedback = createFeedbackService({ store, hashPerson, keepText: 'all', waitsForAnswer });
  const triage = createTriage({
    store: createTriageStore(database),
    findPrediction: feedback.find,
    hashPerson,
    cardsOf: async () => () => [],
    clock: database.clock,
  });
  mountApi(server, {
    classifier,
    classifyWithRules: createClassifyWithRules({ classifier, rulebook }),
    dryRun: createDryRun({ classifier, rulebook, posts: rules }),
    rulebook,
    channels,
    conversations,
    names,
    access: createPostAccess({ ...owners, members, channels, hashPerson }),
    forwarding,
    forward: createForward({
      ...{ forwarding, channels, conversations, classifier },
      onOutgoing() {},
      clock: Date.now,
    }),
    hashPerson,
    requests: createRequestStore(database),
    statistics: createStatistics(database),
    incidents: createAlertStore(database),
    isOpen: () => false,
    badRate: 0.3,
    examples: createExampleStore(database),
    posts: createPostStore(database),
    reviews: createReviews({ store: createReviewStore(database), hashPerson }),
    models,
    challenger: undefined,
    challengerStore: createChallengerStore(database),
    describeModel: () => describeModel(models.folder),
    drift: createDriftMonitor({
      store: createDriftStore(database),
      classifier,
      cardProfile: async () => undefined,
      rule: { days: 14, since: 0 },
    }),
    metrics,
    feedback,
    triage,
    triageClock: createTriageClock(database),
    keys: [],
    sessionSecret: 's'.repeat(32),
    requestsPerMinute: 600,
    postsInFlight: 256,
    storeWrites: () => door.storeWrites(),
    unreadableRows: () => door.unreadableRows,
    newerStore: async () => door.newerStore,
    jobsWaiting: async () => door.jobsWaiting,
    about: { name: 'air-paradis', version: '1.2.3' },
    ...parts,
  });
  const url = await listen(server, 0, '127.0.0.1');
  const holds = createContract(await (await fetch(`${url}/openapi.json`)).json());
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url + path, init);
    await holds(init.method ?? 'GET', path, response);
    return response;
  }
  return Object.assign(door, {
    url,
    dataDir,
    exceptions,
    logged,
    server,
    conversations,
    channels,
    members,
    names,
    feedback,
    triage,
    hashPerson,
    orders: () =>
      database.db.selectFrom('orders').select(['channel', 'message']).orderBy('position').execute(),
    ask,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body:
          typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
      }),
    async close() {
      await closeServer(server);
      await database.close();
      await rm(dataDir, { recursive: true });
    },
  });
}

export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { field: string; message: string }[];
}

/** Reads a refusal, after checking that it has the one shape. */
export async function problemOf(response: Response): Promise<ProblemBody> {
  const body = (await response.json()) as ProblemBody;
  if (response.headers.get('content-type') !== 'application/problem+json')
    throw new Error('not a problem+json');
  if (body.status !== response.status)
    throw new Error(`body says ${body.status}, status line ${response.status}`);
  if (body.instance !== response.headers.get('x-request-id'))
    throw new Error('instance is not the request id');
  return body;
}
