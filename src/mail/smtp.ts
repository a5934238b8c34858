// Sends mails over SMTP, one connection per mail: they are rare.
import { createTransport } from 'nodemailer';
import { callDependency } from '../telemetry/spans.ts';
import { explainMailError } from './errors.ts';
import type { Mailer } from './mailer.ts';

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
    // Together less than the lease after which another replica may send the mail.
    dnsTimeout: 10 * SECOND,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    // RFC 5321, 4.5.3.2.6: a server may look into a mail for ten minutes before it says that it has taken it.
    socketTimeout: 10 * 60 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const call = { name: 'SMTP send', attributes: { 'server.address': host } };

  return {
    async send(id, mail) {
      try {
        const { rejected } = await callDependency(call, () =>
          transport.sendMail({
            ...mail,
            from,
            to: [...to],
            messageId: `<${id}@${domain}>`,
            // RFC 3834: suppresses out-of-office replies.
            headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          }),
        );
        return rejected.length;
      } catch (error) {
        throw explainMailError(error, host);
      }
    },
  };
}
