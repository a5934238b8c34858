// Opens the HTTP server with its three doors: the Teams endpoint, the REST API and the page.
import type { Server } from 'restify';
import { openSignIn } from '../api/auth/open-sign-in.ts';
import { mountApi } from '../api/mount.ts';
import { type ChannelEndpoints, createAdapter } from '../bot/protocol/adapter.ts';
import { mountMessages } from '../bot/route.ts';
import type { DriftMonitor } from '../drift/monitor.ts';
import { createReviews } from '../feedback/review.ts';
import { mountPage } from '../http/page.ts';
import { createServer } from '../http/server.ts';
import { describeModel } from '../sentiment/model/card.ts';
import { createExampleStore } from '../storage/stores/example-store.ts';
import { createRequestStore } from '../storage/stores/request-store.ts';
import { createReviewStore } from '../storage/stores/review-store.ts';
import { createStatistics } from '../storage/stores/statistics-store.ts';
import type { Alert } from './alert.ts';
import type { ChallengerPart } from './challenger.ts';
import type { FeedbackPart } from './feedback.ts';
import type { StartedModels } from './model.ts';
import type { Posts } from './posts.ts';
import type { Surroundings } from './surroundings.ts';
import type { Teams } from './teams.ts';

export interface DoorParts extends Surroundings {
  readonly model: StartedModels;
  readonly drift: DriftMonitor;
  readonly alert: Alert;
  readonly challenger: ChallengerPart;
  readonly core: FeedbackPart;
  readonly teams: Teams;
  readonly posts: Posts;
  readonly channel?: ChannelEndpoints | undefined;
  readonly about: { readonly name: string; readonly version: string; readonly demo?: boolean };
}

/** @returns the server, not yet listening. */
export async function createDoors(parts: DoorParts): Promise<Server> {
  const { config, log, telemetry, metrics, channel, teams } = parts;
  const server = createServer({ log, telemetry, onRequest: metrics.countRequest });
  mountMessages(server, {
    adapter: createAdapter({ config, log, channel, clock: parts.database.clock }),
    ...teams,
  });
  await mountRest(server, parts);
  mountPage(server, new URL('../../build/page/', import.meta.url));
  return server;
}

async function mountRest(server: Server, parts: DoorParts): Promise<void> {
  const { config, database, metrics, clock, model, drift, alert, challenger, core, teams, about } = parts;
  const { posts } = parts.posts;
  const { models, classifier } = model;
  const { conversations, names, access, forwarding, forward } = teams;
  mountApi(server, {
    ...core,
    clock,
    classifier,
    conversations,
    names,
    access,
    forwarding,
    forward,
    drift,
    metrics,
    models,
    about,
    requests: createRequestStore(database),
    statistics: createStatistics(database),
    examples: createExampleStore(database),
    posts,
    reviews: createReviews({ store: createReviewStore(database), hashPerson: core.hashPerson, clock }),
    incidents: alert.store,
    isOpen: alert.isOpen,
    badRate: config.ALERT_RATE / 100,
    challenger: challenger.challenger,
    challengerStore: challenger.store,
    describeModel: () => describeModel(models.folder),
    keys: config.API_KEYS,
    sessionSecret: core.peopleKey,
    signIn: await openSignIn(config, core.peopleKey),
    requestsPerMinute: config.API_RATE,
    postsInFlight: config.QUEUE_LIMIT,
    storeWrites: database.probe,
    unreadableRows: database.unreadable.counts,
    newerStore: database.newer,
    jobsWaiting: async () => (await teams.waiting()).jobs,
  });
}
