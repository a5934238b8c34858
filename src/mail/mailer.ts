// Sends mails.
import type { Mail } from '../alert/mail.ts';

/** What the server made of the recipients; it took the mail for all others. */
export interface SentMail {
  /** How many it refused for good. */
  readonly refused: number;
  /** Those for whom it cannot take the mail yet: greylisted, a mailbox that is full. */
  readonly later: readonly string[];
}

export interface Mailer {
  /**
   * Hands a mail to the server.
   * @param id stable across retries of the same mail, so that recipients see it once.
   * @param only recipients for whom the mail was not taken yet; all by default.
   * @throws {MailError} with what to do; then nobody got the mail.
   */
  send(id: string, mail: Mail, only?: readonly string[]): Promise<SentMail>;
}
