// Stands in for src/mail/smtp.ts: the mail server of the virtual world.
import type * as Real from '../../../src/mail/smtp.ts';
import { theMailServer } from '../mail-server.ts';

export const createSmtpMailer: typeof Real.createSmtpMailer = ({ to }) => ({
  send: (id, mail, only) => theMailServer().take(id, mail, only ?? to),
});
