// The table of all routes of the REST door.
import type { Forward } from '../bot/forward.ts';
import type { PlaceStore } from '../bot/place.ts';
import type { BrandJudge } from '../channel/brand-judge.ts';
import type { Rulebook } from '../channel/rulebook.ts';
import type { ChannelStore } from '../channel/store.ts';
import type { ExampleStore } from '../feedback/examples.ts';
import type { Ledger } from '../feedback/ledger.ts';
import type { Reviews } from '../feedback/review.ts';
import type { Statistics } from '../feedback/statistics.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { listRules, putRule, removeRule } from './brand-rules.ts';
import { type ChallengerRouteParts, challenger } from './challenger.ts';
import { type ChannelParts, readChannel, setChannel } from './channel-settings.ts';
import { type ChannelListParts, listChannels } from './channels.ts';
import { docs, docsFile } from './docs.ts';
import { type DriftParts, drift } from './drift.ts';
import { explain } from './explain.ts';
import { exportRoute } from './export.ts';
import { feedback } from './feedback.ts';
import { type ForwardingParts, readForwarding, setForwarding } from './forwarding.ts';
import { healthz, readyz, version } from './health.ts';
import { createInFlight } from './in-flight.ts';
import { type IncidentParts, incidents } from './incidents.ts';
import type { ApiKey } from './keys.ts';
import { metricsRoute } from './metrics.ts';
import { type ModelParts, model } from './model.ts';
import { type ModelChoiceParts, rollBackModel, useModel } from './model-choice.ts';
import { nextExport } from './next-export.ts';
import { openApi } from './openapi.ts';
import { forgetPerson } from './people.ts';
import { posts } from './posts.ts';
import { predict } from './predict.ts';
import { predictBatch } from './predict-batch.ts';
import { prediction } from './prediction.ts';
import { review, takeReviewBack } from './review.ts';
import { queue } from './reviews.ts';
import type { Route } from './route.ts';
import { openSession } from './session.ts';
import type { SignIn } from './sign-in.ts';
import { stats } from './stats.ts';

export interface RouteParts
  extends IncidentParts,
    DriftParts,
    ModelParts,
    ModelChoiceParts,
    ChallengerRouteParts,
    ChannelParts,
    ChannelListParts,
    ForwardingParts {
  readonly channels: ChannelStore;
  readonly places: PlaceStore;
  /** Without any, only programs on the same machine are let in. */
  readonly keys: readonly ApiKey[];
  /** How people of Teams come in; undefined when they do not. */
  readonly signIn?: SignIn | undefined;
  readonly classifier: Classifier;
  readonly judgeBrand: BrandJudge;
  readonly rulebook: Rulebook;
  readonly ledger: Ledger;
  /** Shows posts from elsewhere in Teams. */
  readonly forward: Forward;
  readonly statistics: Statistics;
  readonly examples: ExampleStore;
  readonly reviews: Reviews;
  readonly metrics: Metrics;
  /** Posts that the REST door may have in hand at once. */
  readonly postsInFlight: number;
  /** Resolves when the store answers a query, rejects when it does not. */
  readonly storeAnswers: () => Promise<void>;
  readonly about: { readonly name: string; readonly version: string };
}

export function createRoutes(given: RouteParts): readonly Route[] {
  const inFlight = createInFlight(given.postsInFlight);
  const parts = { ...given, inFlight };
  given.metrics.gauge('rest_posts_in_flight', 'Posts that the REST door has in hand.', () => inFlight.posts);
  const routes: readonly Route[] = [
    predict(parts),
    predictBatch(parts),
    explain(parts),
    posts(parts),
    prediction(parts),
    feedback(parts),
    stats(parts),
    incidents(parts),
    drift(parts),
    model(parts),
    useModel(parts),
    rollBackModel(parts),
    challenger(parts),
    queue(parts),
    nextExport(parts),
    review(parts),
    takeReviewBack(parts),
    exportRoute(parts),
    listChannels(parts),
    readChannel(parts),
    setChannel(parts),
    readForwarding(parts),
    setForwarding(parts),
    listRules(parts),
    putRule(parts),
    removeRule(parts),
    forgetPerson(parts),
    openSession(parts),
    healthz(),
    readyz(parts),
    metricsRoute(parts),
    version(parts),
    openApi(() => routes, parts.about.version),
    docs(),
    docsFile(),
  ];
  return routes;
}
