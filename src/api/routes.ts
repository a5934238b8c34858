// The table of all routes of the REST door.

import type { ApiKey } from '../api-keys.ts';
import type { ChannelStore } from '../channel/channel-store.ts';
import type { Forward } from '../channel/forward.ts';
import type { PostAccess } from '../channel/post-access.ts';
import type { ClassifyWithRules } from '../channel/rules/classify-with-rules.ts';
import type { DryRun } from '../channel/rules/dry-run.ts';
import type { Rulebook } from '../channel/rules/rulebook.ts';
import type { ConversationStore } from '../delivery/conversation-reference.ts';
import type { Backlog } from '../delivery/jobs.ts';
import type { ExampleStore } from '../feedback/examples.ts';
import type { FeedbackService } from '../feedback/feedback-service.ts';
import type { Reviews } from '../feedback/review.ts';
import type { Statistics } from '../feedback/statistics.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { KeySessions } from './auth/key-sessions.ts';
import type { SignIn } from './auth/sign-in.ts';
import { createInFlight } from './contract/in-flight.ts';
import { openApi } from './contract/openapi.ts';
import type { Route } from './contract/route.ts';
import { dryRunRule } from './routes/channels/brand-rule-dry-run.ts';
import { listRules, putRule, removeRuleRoute } from './routes/channels/brand-rules.ts';
import { channelFigures } from './routes/channels/channel-figures.ts';
import { type ChannelHandleParts, createChannelHandles } from './routes/channels/channel-handles.ts';
import { type ChannelParts, readChannel, setChannel } from './routes/channels/channel-settings.ts';
import { listChannels } from './routes/channels/channels.ts';
import { type ForwardingParts, readForwarding, setForwarding } from './routes/channels/forwarding.ts';
import { exportRoute } from './routes/feedback/export.ts';
import { feedback } from './routes/feedback/feedback.ts';
import { nextExportRoute } from './routes/feedback/next-export.ts';
import { forgetPerson, forgetPersonByPath } from './routes/feedback/people.ts';
import { review, takeReviewBack } from './routes/feedback/review.ts';
import { queue } from './routes/feedback/reviews.ts';
import { type ChallengerRouteParts, challenger } from './routes/model/challenger.ts';
import { type DriftParts, drift } from './routes/model/drift.ts';
import { type IncidentParts, incidents, oneIncident } from './routes/model/incidents.ts';
import { type ModelRouteParts, model } from './routes/model/model.ts';
import { type ModelChoiceParts, rollBackModel, useModel } from './routes/model/model-choice.ts';
import { stats } from './routes/model/stats.ts';
import { topicsRoute } from './routes/model/topics.ts';
import { explainRoute } from './routes/posts/explain.ts';
import { type ListPostsParts, listPosts, onePost } from './routes/posts/list-posts.ts';
import { posts } from './routes/posts/posts.ts';
import { predictRoute } from './routes/posts/predict.ts';
import { predictBatchRoute } from './routes/posts/predict-batch.ts';
import { prediction } from './routes/posts/prediction.ts';
import { readStatus, type StatusParts, setStatus } from './routes/posts/status.ts';
import { type TriageRouteParts, triageFigures } from './routes/posts/triage.ts';
import { docs, docsFile } from './routes/service/docs.ts';
import { healthz, readyz, version } from './routes/service/health.ts';
import { metricsRoute } from './routes/service/metrics.ts';
import { openSessionRoute } from './routes/service/session.ts';

export interface RouteParts
  extends IncidentParts,
    DriftParts,
    ModelRouteParts,
    ModelChoiceParts,
    ChallengerRouteParts,
    Omit<ChannelParts, 'handles'>,
    ChannelHandleParts,
    Omit<ListPostsParts, 'handles' | 'triage'>,
    StatusParts,
    Pick<TriageRouteParts, 'triageClock'>,
    ForwardingParts {
  readonly channels: ChannelStore;
  readonly conversations: ConversationStore;
  /** Without any, only programs on the same machine are let in. */
  readonly keys: readonly ApiKey[];
  readonly keySessions: KeySessions;
  /** How people of Teams come in; undefined when they do not. */
  readonly signIn?: SignIn | undefined;
  readonly classifier: Classifier;
  readonly classifyWithRules: ClassifyWithRules;
  readonly dryRun: DryRun;
  readonly rulebook: Rulebook;
  readonly feedback: FeedbackService;
  /** Who may see and vote on which post. */
  readonly access: PostAccess;
  /** Shows posts from elsewhere in Teams. */
  readonly forward: Forward;
  readonly statistics: Statistics;
  readonly examples: ExampleStore;
  readonly reviews: Reviews;
  readonly metrics: Metrics;
  /** Posts that the REST door may have in hand at once. */
  readonly postsInFlight: number;
  /** Resolves when the store answers a query, rejects when it does not. */
  readonly storeWrites: () => Promise<void>;
  /** How many rows of each table cannot be read. */
  readonly unreadableRows: () => Readonly<Record<string, number>>;
  /** Changes of the store by a newer version. */
  readonly newerStore: () => Promise<readonly string[]>;
  /** What Teams has handed over and nobody has worked on yet. */
  readonly jobsWaiting: () => Promise<Backlog>;
  readonly about: { readonly name: string; readonly version: string; readonly demo?: boolean };
}

export function createRoutes(given: RouteParts): readonly Route[] {
  const inFlight = createInFlight(given.postsInFlight);
  const parts = { ...given, inFlight, handles: createChannelHandles(given) };
  given.metrics.gauge('rest_posts_in_flight', 'Posts that the REST door has in hand.', () => inFlight.posts);
  const groups: Readonly<Record<string, readonly Route[]>> = {
    Posts: [
      predictRoute(parts),
      predictBatchRoute(parts),
      explainRoute(parts),
      ...[posts(parts), listPosts(parts), onePost(parts), readStatus(parts), setStatus(parts)],
      prediction(parts),
    ],
    'Votes and reviews': [
      feedback(parts),
      queue(parts),
      review(parts),
      takeReviewBack(parts),
      nextExportRoute(parts),
      exportRoute(parts),
    ],
    'Figures and model': [
      stats(parts),
      triageFigures(parts),
      topicsRoute(parts),
      incidents(parts),
      oneIncident(parts),
      drift(parts),
      model(parts),
      useModel(parts),
      rollBackModel(parts),
      challenger(parts),
    ],
    'Channels and brand rules': [
      listChannels(parts),
      channelFigures(parts),
      readChannel(parts),
      setChannel(parts),
      readForwarding(parts),
      setForwarding(parts),
      listRules(parts),
      putRule(parts),
      dryRunRule(parts),
      removeRuleRoute(parts),
    ],
    'People and access': [forgetPerson(parts), forgetPersonByPath(parts), openSessionRoute(parts)],
    Service: [
      healthz(),
      readyz(parts),
      metricsRoute(parts),
      version(parts),
      openApi(() => routes, parts.about.version),
      docs(),
      docsFile(),
    ],
  };
  const routes = Object.entries(groups).flatMap(([group, each]) =>
    each.map((route) => ({ ...route, group })),
  );
  return routes;
}
