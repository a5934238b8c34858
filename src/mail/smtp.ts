// Sends mails over SMTP, one connection per mail: they are rare.
import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import { callDependency } from '../telemetry/spans.ts';
import { explainMailError } from './errors.ts';
import type { Mailer, SentMail } from './mailer.ts';

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or smtps:// for encryption from the first byte. */
  readonly url: string;
  readonly from: string;
  readonly to: readonly string[];
}

const SECOND = 1000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export function createSmtpMailer({ url, from, to }: SmtpSettings): Mailer {
  const { hostname, host, protocol } = new URL(url);
  const domain = /@([^\s>]+)/.exec(from)?.[1];
  const transport = createTransport({
    // The URL takes precedence, e.g. `?requireTLS=false`.
    ...(protocol === 'smtp:' && !LOOPBACK.test(hostname) && { requireTLS: true }),
    url,
    dnsTimeout: 10 * SECOND,
    connectionTimeout: 10 * SECOND,
    // Some servers let clients wait before they greet, to find out who is a spammer.
    greetingTimeout: 60 * SECOND,
    // RFC 5321, 4.5.3.2.6: a server may look into a mail for ten minutes before it says that it has taken it.
    socketTimeout: 10 * 60 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const call = { name: 'SMTP send', attributes: { 'server.address': host } };

  return {
    async send(id, mail, only) {
      // Whoever was taken off the list meanwhile gets nothing.
      const recipients = only?.filter((each) => to.some((known) => isSame(known, each))) ?? to;
      if (recipients.length === 0) return { refused: 0, later: [] };
      try {
        const { rejectedErrors = [] } = await callDependency(call, () =>
          transport.sendMail({
            ...mail,
            from,
            to: [...to],
            envelope: { from, to: [...recipients] },
            messageId: `<${id}@${domain}>`,
            // RFC 3834: suppresses out-of-office replies.
            headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          }),
        );
        return sort(rejectedErrors);
      } catch (error) {
        const { refused, later } = sort((error as { rejectedErrors?: Rejected[] }).rejectedErrors ?? []);
        // Nobody was taken. Where some are worth another try they get it; else it is for whoever set ALERT_TO to mend.
        const settled = refused > 0 && (later.length > 0 || only !== undefined);
        if (settled) return { refused, later };
        throw explainMailError(error, host);
      }
    },
  };
}

interface Rejected {
  readonly recipient?: string | undefined;
  readonly responseCode?: number | undefined;
}

/** RFC 5321, 4.2.1: after a reply that begins with 4 the same may be tried again, after one with 5 it may not. */
function sort(rejected: readonly Rejected[]): SentMail {
  const later = rejected.filter(({ responseCode = 0 }) => responseCode >= 400 && responseCode < 500);
  return {
    refused: rejected.length - later.length,
    later: later.flatMap(({ recipient }) => recipient ?? []),
  };
}

/** Domains have no capitals, and two spellings: as people write them and in ASCII. */
function isSame(one: string, other: string): boolean {
  const spelt = (address: string) => {
    const at = address.lastIndexOf('@');
    return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
  };
  return spelt(one) === spelt(other);
}
