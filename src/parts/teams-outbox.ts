// Puts the outgoing half of the Teams door together: messages wait in the database until Teams has them.

import type { Logger } from 'pino';
import { createDeliver } from '../bot/outbox/deliver.ts';
import type { Limits } from '../bot/outbox/limits.ts';
import { createMessenger, type Messenger } from '../bot/outbox/messenger.ts';
import { createReportUndelivered, type ReportUndelivered } from '../bot/outbox/report-undelivered.ts';
import { createSender, type Sender } from '../bot/outbox/sender.ts';
import type { ConnectorClient } from '../bot/protocol/connector-client.ts';
import { monotonicClock, newId } from '../clock.ts';
import type { ConversationStore } from '../delivery/conversation-reference.ts';
import type { Backlog } from '../delivery/jobs.ts';
import type { ReplyStore } from '../delivery/replies.ts';
import type { Database } from '../storage/engine/database.ts';
import { createConversationStore } from '../storage/stores/delivery/conversation-store.ts';
import type { Deployment } from '../storage/stores/delivery/deployments.ts';
import { createOutbox } from '../storage/stores/delivery/outbox-store.ts';
import { createReplyStore } from '../storage/stores/delivery/reply-store.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export interface TeamsOutboxParts {
  readonly database: Database;
  /** The only one on its database unless given. */
  readonly deployment?: Deployment | undefined;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly connector: ConnectorClient;
  /** Called with the reason why a message was given up. */
  readonly onUndelivered?: ((reason: string) => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  /** How often the bot may write; Teams' limits by default. */
  readonly limits?: Limits | undefined;
  /** Milliseconds to wait after a first failure. */
  readonly firstRetry?: number | undefined;
}

export interface TeamsOutbox {
  readonly conversations: ConversationStore;
  readonly replies: ReplyStore;
  readonly messenger: Messenger;
  readonly sender: Sender;
  readonly reportUndelivered: ReportUndelivered;
  /** What waits to be sent. */
  waiting(): Promise<Backlog>;
}

export function createTeamsOutbox(parts: TeamsOutboxParts): TeamsOutbox {
  const { database, connector, clock } = parts;
  const outbox = createOutbox(database, parts.deployment);
  const conversations = createConversationStore(database);
  const replies = createReplyStore(database);
  const reportUndelivered = createReportUndelivered(parts);
  const messenger = createMessenger({ outbox, conversations, onOutgoing: () => sender.notify(), clock });
  const sender = createSender({
    ...parts,
    outbox,
    deliver: createDeliver({ connector, replies }),
    messenger,
    reportUndelivered,
    owner: newId(),
    steady: database.clock,
    monotonic: monotonicClock,
  });
  return { conversations, replies, messenger, sender, reportUndelivered, waiting: outbox.waiting };
}
