// A mail server on a free port that keeps what it receives, read as a mail program reads it.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Receiver {
  readonly port: number;
  readonly url: string;
  readonly mails: ParsedMail[];
  /** Recipients of each, as the server was told. */
  readonly envelopes: string[][];
  /** Waits until it has received so many mails in all. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

/** @param port 0 takes any free one. */
export async function startReceiver(port = 0, options: SMTPServerOptions = {}): Promise<Receiver> {
  const mails: ParsedMail[] = [];
  const envelopes: string[][] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        envelopes.push(session.envelope.rcptTo.map(({ address }) => address));
        done();
        for (const { count, resolve } of waiting) if (mails.length >= count) resolve();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {}); // a client that hung up
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const { port: taken } = server.server.address() as AddressInfo;
  return {
    port: taken,
    url: `smtp://127.0.0.1:${taken}`,
    mails,
    envelopes,
    received: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        if (mails.length >= count) resolve();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
