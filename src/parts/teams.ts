// Puts the parts of the Teams door together: what comes in is kept and worked on, what goes out is kept and sent.
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type Bot, createBot } from '../bot/bot.ts';
import { createIntake, type Intake } from '../bot/inbox/accept.ts';
import { createLearn } from '../bot/inbox/track-conversations.ts';
import { createWorker } from '../bot/inbox/worker.ts';
import { createCarry } from '../bot/outbox/deliver.ts';
import type { Limits } from '../bot/outbox/limits.ts';
import { createMessenger, type Messenger } from '../bot/outbox/messenger.ts';
import { createGiveUp } from '../bot/outbox/report-undelivered.ts';
import { createSender } from '../bot/outbox/sender.ts';
import { createDigests } from '../bot/proactive/digests.ts';
import { createForward, type Forward } from '../bot/proactive/forward.ts';
import { createSpikes } from '../bot/proactive/spikes.ts';
import { type ChannelEndpoints, createAuthorize } from '../bot/protocol/authentication.ts';
import { createConnectorClient } from '../bot/protocol/connector-client.ts';
import type { BrandJudge } from '../channel/brand-judge.ts';
import type { ChannelStore } from '../channel/channel-store.ts';
import type { ForwardingStore } from '../channel/forwarding.ts';
import type { Rulebook } from '../channel/rulebook.ts';
import type { Config } from '../config.ts';
import type { PlaceStore } from '../delivery/conversation-reference.ts';
import type { Waiting } from '../delivery/jobs.ts';
import type { ReplyStore } from '../delivery/replies.ts';
import type { Ledger } from '../feedback/feedback-service.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Database } from '../storage/engine/database.ts';
import { createPlaceStore } from '../storage/stores/delivery/conversation-store.ts';
import { openJobStore } from '../storage/stores/delivery/job-store.ts';
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
  readonly judgeBrand: BrandJudge;
  readonly rulebook: Rulebook;
  readonly channels: ChannelStore;
  readonly ledger: Ledger;
  readonly hashPerson: HashPerson;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly channel?: ChannelEndpoints | undefined;
  /** Told why something was given up. */
  readonly onGivenUp?: ((reason: string) => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
  /** How often the bot may write; Teams' limits by default. */
  readonly limits?: Limits | undefined;
  /** Milliseconds to wait after a first failure, of a job or of an order. */
  readonly firstRetry?: number | undefined;
}

export interface Teams {
  readonly bot: Bot;
  readonly intake: Intake;
  readonly messenger: Messenger;
  readonly places: PlaceStore;
  readonly forwarding: ForwardingStore;
  readonly forward: Forward;
  readonly replies: ReplyStore;
  /** What waits to be worked on, and what waits to be said. */
  waiting(): Promise<{ readonly jobs: Waiting; readonly orders: Waiting }>;
  /** Begins to work, also on what a crash left. */
  start(): void;
  /** Finishes what is in hand, within seconds; the rest stays in the store. */
  stop(): Promise<void>;
}

export async function createTeams({ onGivenUp, clock = Date.now, ...parts }: TeamsParts): Promise<Teams> {
  const { config, database, log, telemetry, hashPerson, firstRetry } = parts;
  const jobs = await openJobStore(database);
  const outbox = createOutbox(database);
  const places = createPlaceStore(database);
  const replies = createReplyStore(database);
  const forwarding = createForwardingStore(database);
  const figures = createFiguresStore(database);
  const giveUp = createGiveUp({ telemetry, log, onGivenUp, clock });

  const messenger = createMessenger({ outbox, places, onOrder: () => sender.notify(), clock });
  const connector = createConnectorClient({ authorize: createAuthorize(config, parts.channel) });
  const sender = createSender({
    outbox,
    carry: createCarry({ connector, replies }),
    messenger,
    giveUp,
    log,
    clock,
    owner: randomUUID(),
    limits: parts.limits,
    firstRetry,
  });

  const learn = createLearn({ places, messenger, hashPerson, clock });
  const bot = createBot({ ...parts, figures, places, replies, messenger, learn, clock });
  const worker = createWorker({
    jobs,
    work: bot.work,
    onOrder: sender.notify,
    giveUp,
    log,
    telemetry,
    parallel: MOST_AT_ONCE,
    clock,
    firstRetry,
  });
  const intake = createIntake({ jobs, hashPerson, onJob: worker.notify, clock });

  const announcing = {
    ...parts,
    figures,
    places,
    notices: createNoticeStore(database),
    onOrder: sender.notify,
    clock,
  };
  const tasks = [createDigests(announcing), createSpikes({ ...announcing, quietHours: config.SPIKE_QUIET })];

  return {
    bot,
    intake,
    messenger,
    places,
    forwarding,
    forward: createForward({ ...parts, forwarding, places, messenger, clock }),
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
