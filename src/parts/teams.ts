import { type Bot, createBot } from '../bot/bot.ts';
import { type Accept, createAccept } from '../bot/inbox/accept.ts';
import { createAnswerOnce } from '../bot/inbox/answer-once.ts';
import { createTrackConversations } from '../bot/inbox/track-conversations.ts';
import { createTrackMembers } from '../bot/inbox/track-members.ts';
import { createAskNames, createTrackNames } from '../bot/inbox/track-names.ts';
import { createWorker } from '../bot/inbox/worker.ts';
import type { Messenger } from '../bot/outbox/messenger.ts';
import { createDigests } from '../bot/proactive/digests.ts';
import { createForward } from '../bot/proactive/forward.ts';
import { createReminders } from '../bot/proactive/reminders.ts';
import { createSpikes } from '../bot/proactive/spikes.ts';
import type { PeopleNames } from '../bot/protocol/people-names.ts';
import { createOwners } from '../bot/settings/owners.ts';
import type { ChannelStore } from '../channel/channel-store.ts';
import type { Forward } from '../channel/forward.ts';
import type { ForwardingStore } from '../channel/forwarding.ts';
import { createPostAccess, type PostAccess } from '../channel/post-access.ts';
import type { ClassifyWithRules } from '../channel/rules/classify-with-rules.ts';
import type { DryRun } from '../channel/rules/dry-run.ts';
import type { Rulebook } from '../channel/rules/rulebook.ts';
import { wallClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ConversationStore } from '../delivery/conversation-reference.ts';
import type { Backlog } from '../delivery/jobs.ts';
import type { MemberStore } from '../delivery/members.ts';
import type { NameStore } from '../delivery/names.ts';
import type { ReplyStore } from '../delivery/replies.ts';
import type { FeedbackService } from '../feedback/feedback-service.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { ALONE } from '../storage/stores/delivery/deployments.ts';
import { openJobStore } from '../storage/stores/delivery/job-store.ts';
import { createMemberStore } from '../storage/stores/delivery/member-store.ts';
import { createNameStore } from '../storage/stores/delivery/name-store.ts';
import { createNoticeStore } from '../storage/stores/delivery/notice-store.ts';
import { createFiguresStore } from '../storage/stores/figures-store.ts';
import { createForwardingStore } from '../storage/stores/forwarding-store.ts';
import { createRequestStore } from '../storage/stores/request-store.ts';
import { createReminderStore } from '../storage/stores/triage/reminder-store.ts';
import type { TriageClock } from '../triage/clock.ts';
import type { Triage } from '../triage/triage.ts';
import { createTeamsOutbox, type TeamsOutboxParts } from './teams-outbox.ts';

/** Jobs at once; enough to keep every inference thread busy. */
const MOST_AT_ONCE = 32;
/** Milliseconds that the jobs, and after them the messages, may take in the end. */
const HALF = 1500;

export interface TeamsParts extends Omit<TeamsOutboxParts, 'clock'> {
  readonly config: Config;
  readonly classifier: Pick<Classifier, 'model' | 'topics' | 'classify'>;
  readonly classifyWithRules: ClassifyWithRules;
  readonly dryRun: DryRun;
  readonly rulebook: Rulebook;
  readonly channels: ChannelStore;
  readonly feedback: FeedbackService;
  readonly triage: Triage;
  readonly triageClock: TriageClock;
  readonly peopleNames: PeopleNames;
  readonly hashPerson: HashPerson;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

export interface Teams {
  readonly bot: Bot;
  readonly accept: Accept;
  readonly messenger: Messenger;
  readonly conversations: ConversationStore;
  readonly members: MemberStore;
  readonly names: NameStore;
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

export async function createTeams({ clock = wallClock, ...given }: TeamsParts): Promise<Teams> {
  const parts = { ...given, clock };
  const { config, database, hashPerson, deployment = ALONE } = parts;
  const forwarding = createForwardingStore(database);
  const members = createMemberStore(database);
  const names = createNameStore(database);
  const figures = createFiguresStore(database);
  const { sender, reportUndelivered, ...outbox } = createTeamsOutbox(parts);
  const known = { ...parts, ...outbox, members, names, figures, forwarding };

  const owners = createOwners(known);
  const bot = createBot({
    ...known,
    owners,
    trackConversations: createTrackConversations(known),
    trackMembers: createTrackMembers(known),
    trackNames: createTrackNames(known),
    onInvoke: async () => void (await deployment.handed()),
    answerOnce: createAnswerOnce({
      requests: createRequestStore(database),
      hashPerson,
      steady: database.clock,
    }),
  });
  const jobs = await openJobStore(database, deployment);
  const worker = createWorker({
    ...parts,
    jobs,
    work: bot.work,
    onOutgoing: sender.notify,
    reportUndelivered,
    parallel: MOST_AT_ONCE,
    steady: database.clock,
  });
  const notices = createNoticeStore(database);
  const announcing = {
    ...known,
    notices,
    reminders: createReminderStore(database),
    onOutgoing: sender.notify,
    quietHours: config.SPIKE_QUIET,
    inService: deployment.isInService,
  };
  const speakers = [createDigests, createSpikes, createReminders, createAskNames];
  const tasks = speakers.map((create) => create(announcing));

  return {
    ...outbox,
    bot,
    members,
    names,
    forwarding,
    accept: createAccept({ jobs, hashPerson, onJob: worker.notify, clock }),
    access: createPostAccess({ ...known, ...owners }),
    forward: createForward({ ...known, onOutgoing: sender.notify }),
    waiting: async () => ({ jobs: await jobs.waiting(), orders: await outbox.waiting() }),
    start() {
      worker.notify();
      sender.notify();
      for (const task of tasks) task.notify();
    },
    async stop() {
      await Promise.all([...tasks, worker].map((each) => each.stop(HALF)));
      await sender.stop(HALF);
    },
  };
}
