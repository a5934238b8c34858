// Sends mails.
import type { Mail } from '../alert/mail.ts';

export interface Mailer {
  /**
   * Hands a mail to the server.
   * @param id stable across retries of the same mail, so that recipients see it once.
   * @returns how many of the recipients the server refused; at least one was accepted.
   * @throws {MailError} with what to do.
   */
  send(id: string, mail: Mail): Promise<number>;
}
