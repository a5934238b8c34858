// Explains why a mail could not be sent, and what to do. Messages contain neither passwords nor addresses.

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
  const said = responseCode ? ` (reply ${responseCode})` : '';
  const advice = () => {
    switch (code) {
      case 'EAUTH':
        return `${server} rejected the user or the password${said}; correct them in SMTP_URL.`;
      case 'EENVELOPE':
        return `${server} rejected the sender or all recipients${said}; correct ALERT_FROM and ALERT_TO.`;
      case 'ETLS':
        return `${server} offers no trusted encryption; use smtps://, or add ?requireTLS=false to SMTP_URL if the network is private.`;
      case 'EDNS':
        return `${server} could not be found by name; correct SMTP_URL.`;
      case 'ECONNECTION':
      case 'ECONNREFUSED':
      case 'ESOCKET':
      case 'ETIMEDOUT':
        return `${server} could not be reached or closed the connection (${code}); start it, or correct SMTP_URL (smtps:// is for port 465).`;
      default:
        return `${server} did not accept the mail (${code})${said}; see its log.`;
    }
  };
  return new MailError(`The mail server ${advice()}`, { cause: error });
}
