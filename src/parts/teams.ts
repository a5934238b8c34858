// Puts the parts of the Teams door together: what comes in is kept and worked on, what goes out is kept and sent.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Bot, createBot } from '../bot/bot.ts';
import { type Accept, createAccept } from '../bot/inbox/accept.ts';
import { createTrackConversations } from '../bot/inbox/track-conversations.ts';
import { createTrackMembers } from '../bot/inbox/track-members.ts';
import { createWorker } from '../bot/inbox/worker.ts';
import { createDeliver } from '../bot/outbox/deliver.ts';
import type { Limits } from '../bot/outbox/limits.ts';
import { createMessenger, type Messenger } from '../bot/outbox/messenger.ts';
import { createReportUndelivered } from '../bot/outbox/report-undelivered.ts';
import { createSender } from '../bot/outbox/sender.ts';
import { createDigests } from '../bot/proactive/digests.ts';
import { createForward } from '../bot/proactive/forward.ts';
import { createSpikes } from '../bot/proactive/spikes.ts';
import { type ChannelEndpoints, createAuthorize } from '../bot/protocol/authentication.ts';
import { createConnectorClient } from '../bot/protocol/connector-client.ts';
import { createOwners } from '../bot/settings/owners.ts';
import type { ClassifyWithRules } from '../channel/brand-judge.ts';
import type { ChannelStore } from '../channel/channel-store.ts';
import type { Forward } from '../channel/forward.ts';
import type { ForwardingStore } from '../channel/forwarding.ts';
import { createPostAccess, type PostAccess } from '../channel/post-access.ts';
import type { Rulebook } from '../channel/rulebook.ts';
import type { Config } from '../config.ts';
import type { ConversationStore } from '../delivery/conversation-reference.ts';
import type { Backlog } from '../delivery/jobs.ts';
import type { MemberStore } from '../delivery/members.ts';
import type { ReplyStore } from '../delivery/replies.ts';
import type { FeedbackService } from '../feedback/feedback-service.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Database } from '../storage/engine/database.ts';
import { createConversationStore } from '../storage/stores/delivery/conversation-store.ts';
import { openJobStore } from '../storage/stores/delivery/job-store.ts';
import { createMemberStore } from '../storage/stores/delivery/member-store.ts';
import { createNoticeStore } from '../storage/stores/delivery/notice-store.ts';
import { createOutbox } from '../storage/stores/delivery/outbox-store.ts';
import { createReplyStore } from '../storage/stores/delivery/reply-store.ts';
import { createFiguresStore } from '../storage/stores/figures-store.ts';
import { createForwardingStore } from '../storage/stores/forwarding-store.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Jobs at once; enough to keep every inference thread busy. */
const MOST_AT_ONCE = 32;

export interface TeamsParts {
  readonly config: Config;
  readonly database: Database;
  readonly classifier: Pick<Classifier, 'model' | 'classify'>;
  readonly classifyWithRules: ClassifyWithRules;
  readonly rulebook: Rulebook;
  readonly channels: ChannelStore;
  readonly feedback: FeedbackService;
  readonly hashPerson: HashPerson;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly channel?: ChannelEndpoints | undefined;
  /** Told why something was given up. */
  readonly onUndelivered?: ((reason: string) => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
  /** How often the bot may write; Teams' limits by default. */
  readonly limits?: Limits | undefined;
  /** Milliseconds to wait after a first failure, of a job or of an order. */
  readonly firstRetry?: number | undefined;
}

export interface Teams {
  readonly bot: Bot;
  readonly accept: Accept;
  readonly messenger: Messenger;
  readonly conversations: ConversationStore;
  readonly members: MemberStore;
  /** Who may see and vote on which post. */
  readonly access: PostAccess;
  readonly forwarding: ForwardingStore;
  readonly forward: Forward;
  readonly replies: ReplyStore;
  /** What waits to be worked on, and what waits to be said. */
  waiting(): Promise<{ readonly jobs: Backlog; readonly orders: Backlog }>;
  /** Begins to work, also on what a crash left. */
  start(): void;
  /** Finishes what is in hand, within seconds; the rest stays in the store. */
  stop(): Promise<void>;
}

export async function createTeams({ onUndelivered, clock = Date.now, ...parts }: TeamsParts): Promise<Teams> {
  const { config, database, log, telemetry, hashPerson, firstRetry } = parts;
  const jobs = await openJobStore(database);
  const outbox = createOutbox(database);
  const conversations = createConversationStore(database);
  const replies = createReplyStore(database);
  const forwarding = createForwardingStore(database);
  const figures = createFiguresStore(database);
  const reportUndelivered = createReportUndelivered({ telemetry, log, onUndelivered, clock });

  const messenger = createMessenger({ outbox, conversations, onOutgoing: () => sender.notify(), clock });
  const connector = createConnectorClient({ authorize: createAuthorize(config, parts.channel) });
  const sender = createSender({
    outbox,
    deliver: createDeliver({ connector, replies }),
    messenger,
    reportUndelivered,
    log,
    clock,
    owner: randomUUID(),
    limits: parts.limits,
    firstRetry,
  });

  const members = createMemberStore(database);
  const trackConversations = createTrackConversations({ ...parts, conversations, messenger });
  const trackMembers = createTrackMembers({ members, conversations, hashPerson });
  const owners = createOwners({ ...parts, conversations });
  const bot = createBot({
    ...parts,
    owners,
    figures,
    conversations,
    replies,
    messenger,
    trackConversations,
    trackMembers,
    clock,
  });
  const worker = createWorker({
    jobs,
    work: bot.work,
    onOutgoing: sender.notify,
    reportUndelivered,
    log,
    telemetry,
    parallel: MOST_AT_ONCE,
    clock,
    firstRetry,
  });
  const accept = createAccept({ jobs, hashPerson, onJob: worker.notify, clock });

  const announcing = {
    ...parts,
    figures,
    conversations,
    notices: createNoticeStore(database),
    onOutgoing: sender.notify,
    clock,
  };
  const tasks = [createDigests(announcing), createSpikes({ ...announcing, quietHours: config.SPIKE_QUIET })];

  return {
    bot,
    accept,
    messenger,
    conversations,
    members,
    access: createPostAccess({ ...parts, ...owners, members }),
    forwarding,
    forward: createForward({ ...parts, forwarding, conversations, messenger, clock }),
    replies,
    waiting: async () => ({ jobs: await jobs.waiting(), orders: await outbox.waiting() }),
    start() {
      worker.notify();
      sender.notify();
      for (const task of tasks) task.notify();
    },
    async stop() {
      for (const task of tasks) await task.stop();
      await worker.stop();
      await sender.stop();
    },
  };
}
