// Delivers queued mails from the outbox to the mail server: possibly late, never lost.

import type { Mail } from '../alert/mail.ts';
import type { MailOutbox, WaitingMail } from '../alert/mail-outbox.ts';
import { type BackgroundTask, createBackgroundTask } from '../background/task.ts';
import { startInterval, stopTimer, wallClock } from '../clock.ts';
import type { Mailer } from './mailer.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Renewed while a mail is on its way, however slow the server is; afterwards another replica may send it. */
const LEASE = 3 * MINUTE;
/** Another replica may have died while sending a mail, or queued one before it stopped. */
const LOOK_AGAIN = MINUTE;
/**
 * Once others have the mail, a recipient whom the server keeps putting off is tried for some five days, as RFC 5321 (4.5.4.1)
 * has it: 12 attempts in the first hours, then every half an hour.
 */
const MOST_ATTEMPTS = 250;
const LONGEST_PUT_OFF = 30 * MINUTE;

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
  /** Milliseconds for which a mail belongs to this relay after each renewal. */
  readonly lease?: number;
}

/** @returns a task to notify when a mail is queued; once notified it also checks by itself. */
export function createMailRelay({
  outbox,
  compose,
  mailer,
  inService = async () => true,
  log,
  clock = wallClock,
  firstRetry = 2 * SECOND,
  longestRetry = 5 * MINUTE,
  lease = LEASE,
}: MailRelayParts): BackgroundTask {
  /** What became of mails, until the outbox has noted it. */
  const settled = new Map<string, () => Promise<void>>();

  async function deliver() {
    await settle();
    if (!(await inService())) return LOOK_AGAIN;
    const mail = await outbox.claim(clock(), lease);
    if (!mail) return untilNext();
    settled.set(mail.incidentId, await handOver(mail));
    await settle();
    return 0;
  }

  async function settle() {
    for (const [id, note] of settled) {
      await note();
      settled.delete(id);
    }
  }

  async function untilNext() {
    const due = (await outbox.nextDue()) ?? Number.POSITIVE_INFINITY;
    return Math.min(Math.max(due - clock(), 0), LOOK_AGAIN);
  }

  /** @returns what notes in the outbox how it went. */
  async function handOver(mail: WaitingMail): Promise<() => Promise<void>> {
    const { incidentId, attempts, only } = mail;
    const done = () => outbox.sent(incidentId);
    try {
      const composed = await compose(incidentId);
      if (!composed) return done;
      const { refused, later } = await whileRenewing(mail, () => mailer.send(incidentId, composed, only));
      log.info({ incident: incidentId, attempts }, 'alert mail sent');
      if (refused > 0) log.warn({ incident: incidentId, refused }, 'recipients rejected; correct ALERT_TO');
      return later.length > 0 ? putOff(mail, later) : done;
    } catch (err) {
      if (only) return putOff(mail, only, err);
      const wait = waitAfter(attempts, longestRetry);
      log.error({ err, incident: incidentId, attempts, wait }, 'alert mail not sent; it stays in the outbox');
      return () => outbox.postpone(incidentId, clock() + wait);
    }
  }

  /** Others have the mail, or will never have it: these are tried again alone. */
  function putOff({ incidentId, attempts, only }: WaitingMail, recipients: readonly string[], err?: unknown) {
    const tried = only ? attempts : 1;
    const about = { err, incident: incidentId, recipients: recipients.length, attempts: tried };
    if (tried >= MOST_ATTEMPTS) {
      log.error(about, 'recipients put off for days are given up');
      return () => outbox.sent(incidentId);
    }
    const wait = waitAfter(tried, LONGEST_PUT_OFF);
    log.warn({ ...about, wait }, 'the mail server puts recipients off; trying them again');
    return () => outbox.postpone(incidentId, clock() + wait, recipients);
  }

  const waitAfter = (attempts: number, longest: number) =>
    Math.min(firstRetry * 2 ** (attempts - 1), longest);

  async function whileRenewing<T>({ incidentId }: WaitingMail, send: () => Promise<T>): Promise<T> {
    let renewed = Promise.resolve();
    const timer = startInterval(() => {
      renewed = outbox.postpone(incidentId, clock() + lease).catch((err: unknown) => {
        log.warn({ err, incident: incidentId }, 'a mail on its way could not be kept; it may be sent twice');
      });
    }, lease / 3);
    try {
      return await send();
    } finally {
      stopTimer(timer);
      await renewed; // or it would be noted after how the mail went
    }
  }

  return createBackgroundTask({
    work: deliver,
    onFailure: (err, wait) => log.error({ err, wait }, 'the mail outbox is unavailable; retrying'),
  });
}
