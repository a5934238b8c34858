// `npm run alert:test`: sends a test mail, or explains why alert mails would fail.

import { composeTest } from '../alert/mail.ts';
import { newId } from '../clock.ts';
import { readCommandLine } from '../command-line.ts';
import { ConfigError, readConfig } from '../config.ts';
import { MailError } from './errors.ts';
import { createSmtpMailer } from './smtp.ts';

const USAGE = `npm run alert:test

Sends a test mail to ALERT_TO, from ALERT_FROM, by the server of SMTP_URL, or says what keeps alert mails from arriving.
It takes no arguments; docs/settings.md explains the three settings.
`;

readCommandLine(USAGE);
try {
  const { SMTP_URL, ALERT_FROM, ALERT_TO } = readConfig();
  if (!SMTP_URL || !ALERT_FROM || !ALERT_TO)
    throw new ConfigError(
      'Alert mails are off. Set SMTP_URL (smtp://user:password@host:587), ALERT_FROM and ALERT_TO.',
    );
  const mailer = createSmtpMailer({ url: SMTP_URL, from: ALERT_FROM, to: ALERT_TO });
  const { refused, later } = await mailer.send(`test-${newId()}`, composeTest());
  const taken = ALERT_TO.length - refused - later.length;
  process.stdout.write(
    `The mail server accepted the test mail for ${taken} of ${ALERT_TO.length} recipient(s). Check the mailbox.\n`,
  );
  if (later.length > 0)
    process.stdout.write(
      `It puts ${later.length} recipient(s) off for now, as greylisting does; alert mails are tried again for them.\n`,
    );
  if (refused > 0) throw new MailError(`The mail server rejected ${refused} recipient(s); correct ALERT_TO.`);
} catch (error) {
  const foreseen = error instanceof ConfigError || error instanceof MailError;
  process.stderr.write(`${foreseen ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
