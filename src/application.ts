// Puts the parts together, in the order in which a post meets them. Tests build the same application with some parts
// given; `close` takes it down in the reverse order and loses nothing that was acknowledged.
import type { Logger } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { badRate, lastDay } from './alert/rate.ts';
import { openSignIn } from './api/auth/open-sign-in.ts';
import { mountApi } from './api/mount.ts';
import { type ChannelEndpoints, createAdapter } from './bot/protocol/adapter.ts';
import { mountMessages } from './bot/route.ts';
import { createClassifyWithRules } from './channel/brand-judge.ts';
import { createRulebook } from './channel/rulebook.ts';
import type { Config } from './config.ts';
import { readCardProfile } from './drift/card-profile.ts';
import { createDriftMonitor } from './drift/monitor.ts';
import { createFeedbackService } from './feedback/feedback-service.ts';
import { createPeopleHash } from './feedback/people.ts';
import { createRetention } from './feedback/retention.ts';
import { createReviews } from './feedback/review.ts';
import { BAD_PREDICTION } from './feedback/trace.ts';
import { mountPage } from './http/page.ts';
import { closeServer, createServer, listen } from './http/server.ts';
import { createAlert } from './parts/alert.ts';
import { openChallenger } from './parts/challenger.ts';
import { createModelPart } from './parts/model.ts';
import { createTeams } from './parts/teams.ts';
import { describeModel } from './sentiment/model/card.ts';
import type { Classifier } from './sentiment/verdict.ts';
import { openDatabase } from './storage/engine/database.ts';
import { loadOrCreateKey } from './storage/people-key.ts';
import { createBrandRuleStore } from './storage/stores/brand-rule-store.ts';
import { createChallengerStore } from './storage/stores/challenger-store.ts';
import { createChannelStore } from './storage/stores/channel-store.ts';
import { createDriftStore } from './storage/stores/drift-store.ts';
import { createExampleStore } from './storage/stores/example-store.ts';
import { createFeedbackStore } from './storage/stores/feedback-store.ts';
import { createRequestStore } from './storage/stores/request-store.ts';
import { createReviewStore } from './storage/stores/review-store.ts';
import { createStatistics } from './storage/stores/statistics-store.ts';
import { createLog } from './telemetry/log.ts';
import { createMetrics } from './telemetry/metrics.ts';
import { openTelemetry } from './telemetry/open.ts';
import { createTraceRelay } from './telemetry/relay.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const { name, version } = manifest;

/** Parts that a test may bring along in place of the real ones. */
export interface GivenParts {
  readonly log?: Logger;
  readonly telemetry?: Telemetry;
  readonly classifier?: Classifier;
  readonly channel?: ChannelEndpoints;
  /** When votes are given, milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export interface Application {
  /** Where it listens, e.g. `http://127.0.0.1:3978`. */
  readonly url: string;
  readonly version: string;
  readonly model: string;
  /** Answers what has come in, then lets go of everything. */
  close(): Promise<void>;
}

/** @throws an error that says what to do when a part cannot start; the parts started before it are closed. */
export async function startApplication(config: Config, given: GivenParts = {}): Promise<Application> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const log = given.log ?? createLog(config.LOG_LEVEL);
    const telemetry = given.telemetry ?? (await openTelemetry(config, log));
    closing.push(() => telemetry.close());

    const database = await openDatabase({
      dataDir: config.DATA_DIR,
      databaseUrl: config.DATABASE_URL,
      databaseIdentity: config.DATABASE_IDENTITY,
    });
    closing.push(() => database.close());
    const store = createFeedbackStore(database);
    const requests = createRequestStore(database);
    const channels = createChannelStore(database);
    const rulebook = createRulebook({ store: createBrandRuleStore(database), clock: given.clock });

    const relay = createTraceRelay({ outbox: store, telemetry, log });
    closing.push(() => relay.stop());
    const metrics = createMetrics();
    const { models, ...modelParts } = await createModelPart({
      config,
      database,
      metrics,
      telemetry,
      log,
      given: given.classifier,
    });
    closing.push(() => modelParts.stop());
    const classifier = metrics.timeVerdicts(models.classifier);

    const drift = createDriftMonitor({
      store: createDriftStore(database),
      classifier,
      cardProfile: (model) => readCardProfile(models.folder, model),
      rule: {
        days: config.DRIFT_BASELINE_DAYS,
        since: config.DRIFT_SINCE ? Date.parse(config.DRIFT_SINCE) : 0,
      },
      clock: given.clock,
    });
    const alert = await createAlert({
      config,
      database,
      log,
      monitor: drift,
      onTrace: relay.notify,
      clock: given.clock,
    });
    closing.push(() => alert.stop());
    const challengerStore = createChallengerStore(database);
    const challenger = openChallenger({
      config,
      champion: models.classifier,
      store: challengerStore,
      metrics,
      telemetry,
      log,
    });
    closing.push(() => challenger?.stop());

    const classifyWithRules = createClassifyWithRules({ classifier, rulebook });

    const peopleKey = config.PEOPLE_KEY ?? loadOrCreateKey(config.DATA_DIR);
    const hashPerson = createPeopleHash(peopleKey);
    const feedback = createFeedbackService({
      store,
      hashPerson,
      keepText: config.KEEP_TEXT,
      clock: given.clock,
      onRecord(entry, id) {
        metrics.countVerdict(entry);
        challenger?.offer({ ...entry, id });
      },
      onTrace(trace) {
        metrics.countVote(trace);
        relay.notify();
        if (trace.message === BAD_PREDICTION) alert.badVote();
      },
    });
    metrics.gauge('sentiment_bad_vote_rate', 'Share of 👎 among the votes of the last day.', async () =>
      badRate(await alert.store.tallyIn(lastDay(given.clock))),
    );

    const teams = await createTeams({
      config,
      database,
      classifier,
      classifyWithRules,
      rulebook,
      channels,
      feedback,
      hashPerson,
      log,
      telemetry,
      channel: given.channel,
      onUndelivered: metrics.countGivenUp,
      clock: given.clock,
    });
    closing.push(() => teams.stop());
    metrics.showWaiting(teams.waiting);

    const retention = createRetention({
      store,
      replies: teams.replies,
      conversations: teams.conversations,
      members: teams.members,
      incidents: alert.store,
      requests,
      keepText: config.KEEP_TEXT,
      keepDays: config.KEEP_DAYS,
      log,
    });
    retention.start();
    closing.push(() => retention.stop());

    const server = createServer({ log, telemetry, onRequest: metrics.countRequest });
    const adapter = createAdapter({ config, log, channel: given.channel });
    mountMessages(server, { adapter, ...teams });
    mountApi(server, {
      classifier,
      classifyWithRules,
      rulebook,
      channels,
      conversations: teams.conversations,
      access: teams.access,
      forwarding: teams.forwarding,
      forward: teams.forward,
      hashPerson,
      feedback,
      requests,
      statistics: createStatistics(database),
      incidents: alert.store,
      isOpen: alert.isOpen,
      badRate: config.ALERT_RATE / 100,
      drift,
      examples: createExampleStore(database),
      metrics,
      reviews: createReviews({ store: createReviewStore(database), hashPerson, clock: given.clock }),
      models,
      challenger,
      challengerStore,
      describeModel: () => describeModel(models.folder),
      keys: config.API_KEYS,
      signIn: await openSignIn(config, peopleKey),
      requestsPerMinute: config.API_RATE,
      postsInFlight: config.QUEUE_LIMIT,
      storeAnswers: database.ping,
      about: { name, version },
    });
    mountPage(server, new URL('../build/page/', import.meta.url));
    const url = await listen(server, config.PORT, config.HOST);
    closing.push(() => closeServer(server));

    relay.notify();
    modelParts.start();
    void challenger?.start();
    alert.start();
    teams.start();
    log.info({ url, version, model: classifier.model, store: database.kind }, 'listening');
    return { url, version, model: classifier.model, close };
  } catch (error) {
    await close();
    throw error;
  }
}
