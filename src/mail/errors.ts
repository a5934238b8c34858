// Why a mail could not be handed over, and what to do. Neither passwords nor addresses are in it.

export class MailError extends Error {
  override name = 'MailError';
}

interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** @param server host and port, for people to recognise. */
export function explainMailError(error: unknown, server: string): MailError {
  const { code = 'unknown error', responseCode } = error as SmtpFailure;
  const said = responseCode ? ` (it said ${responseCode})` : '';
  const advice = () => {
    switch (code) {
      case 'EAUTH':
        return `${server} refuses the user or the password${said}; correct them in SMTP_URL.`;
      case 'EENVELOPE':
        return `${server} refuses the sender or every recipient${said}; correct ALERT_FROM and ALERT_TO.`;
      case 'ETLS':
        return `${server} offers no encryption that can be trusted; use smtps://, or add ?requireTLS=false to SMTP_URL if the way there is private.`;
      case 'EDNS':
        return `${server} is not known by that name; correct SMTP_URL.`;
      case 'ECONNECTION':
      case 'ECONNREFUSED':
      case 'ESOCKET':
      case 'ETIMEDOUT':
        return `${server} cannot be reached or hung up (${code}); start it, or correct SMTP_URL (smtps:// is for port 465).`;
      default:
        return `${server} did not take the mail (${code})${said}; see its log.`;
    }
  };
  return new MailError(`The mail server ${advice()}`, { cause: error });
}
