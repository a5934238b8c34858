// A mail that is ready to go, and whoever takes it away.
import type { Mail } from '../alert/mail.ts';

export interface Mailer {
  /**
   * Hands a mail to the server.
   * @param id the same mail has the same one however often it is sent: recipients see it once.
   * @returns how many of the recipients the server refused; at least one was accepted.
   * @throws {MailError} with what to do.
   */
  send(id: string, mail: Mail): Promise<number>;
}
