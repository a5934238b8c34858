// Delivers queued mails from the outbox to the mail server: possibly late, never lost.
import type { Mail } from '../alert/mail.ts';
import type { MailOutbox, WaitingMail } from '../alert/mail-outbox.ts';
import { type BackgroundTask, createBackgroundTask } from '../background/task.ts';
import type { Mailer } from './mailer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Longer than all SMTP timeouts together; afterwards another replica may send the mail. */
const LEASE = 15 * MINUTE;
/** Another replica may have died while sending a mail, or queued one before it stopped. */
const LOOK_AGAIN = MINUTE;

export interface MailRelayParts {
  readonly outbox: MailOutbox;
  /** Composes the mail of an incident; undefined if the incident was deleted. */
  readonly compose: (incidentId: string) => Promise<Mail | undefined>;
  readonly mailer: Mailer;
  /** Whether this deployment sends, and no other on its database; always unless given. */
  readonly inService?: (() => Promise<boolean>) | undefined;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
  /** Milliseconds to wait after a mail's first failure; doubled after each further one. */
  readonly firstRetry?: number;
  readonly longestRetry?: number;
}

/** @returns a task to notify when a mail is queued; once notified it also checks by itself. */
export function createMailRelay({
  outbox,
  compose,
  mailer,
  inService = async () => true,
  log,
  clock = Date.now,
  firstRetry = 2 * SECOND,
  longestRetry = 5 * MINUTE,
}: MailRelayParts): BackgroundTask {
  /** Accepted by the server, but not yet marked as sent in the outbox. */
  const accepted = new Set<string>();

  async function deliver() {
    await settle();
    if (!(await inService())) return LOOK_AGAIN;
    const mail = await outbox.claim(clock(), LEASE);
    if (!mail) return untilNext();
    if (await handOver(mail)) accepted.add(mail.incidentId);
    await settle();
    return 0;
  }

  async function settle() {
    for (const id of accepted) {
      await outbox.sent(id);
      accepted.delete(id);
    }
  }

  async function untilNext() {
    const due = (await outbox.nextDue()) ?? Number.POSITIVE_INFINITY;
    return Math.min(Math.max(due - clock(), 0), LOOK_AGAIN);
  }

  /** @returns false if the mail has to be retried. */
  async function handOver({ incidentId, attempts }: WaitingMail): Promise<boolean> {
    try {
      const mail = await compose(incidentId);
      const refused = mail ? await mailer.send(incidentId, mail) : 0;
      if (mail) log.info({ incident: incidentId, attempts }, 'alert mail sent');
      if (refused > 0) log.warn({ incident: incidentId, refused }, 'recipients rejected; correct ALERT_TO');
      return true;
    } catch (err) {
      const wait = Math.min(firstRetry * 2 ** (attempts - 1), longestRetry);
      log.error({ err, incident: incidentId, attempts, wait }, 'alert mail not sent; it stays in the outbox');
      await outbox.postpone(incidentId, clock() + wait);
      return false;
    }
  }

  return createBackgroundTask({
    work: deliver,
    onFailure: (err, wait) => log.error({ err, wait }, 'the mail outbox is unavailable; retrying'),
  });
}
