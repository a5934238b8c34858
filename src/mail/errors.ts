// Explains why a mail could not be sent, and what to do. Messages contain neither passwords nor addresses.

export class MailError extends Error {
  override name = 'MailError';
}

interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message?: string;
}

/** @param server host and port, for people to recognise. */
export function explainMailError(error: unknown, server: string): MailError {
  const { code = 'unknown error', responseCode = 0, message = '' } = error as SmtpFailure;
  const said = responseCode ? ` (reply ${responseCode})` : '';
  const advice = () => {
    if (responseCode === 530) return `${server} wants a user and a password${said}; add them to SMTP_URL.`;
    if (responseCode >= 400 && responseCode < 500 && code !== 'EAUTH')
      return `${server} cannot take the mail now${said}; try again later.`;
    if (/certificate|self-signed/i.test(message))
      return `${server} shows a certificate that is not trusted (${message}); use the name that it was made for, or add its issuer to NODE_EXTRA_CA_CERTS.`;
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
