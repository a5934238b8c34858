// A mail server: it takes mails, puts recipients off, is away, or takes one and is not heard saying so.

import { explainMailError } from '../../src/mail/errors.ts';
import type { Mailer, SentMail } from '../../src/mail/mailer.ts';
import type { MailFault } from './history.ts';
import { type Machine, machineHere, mortal, onMachine, pause, theWorld } from './time.ts';

export interface Taken {
  readonly id: string;
  readonly recipient: string;
  readonly at: number;
  readonly by: Machine;
  /** Whether the sender has seen that it was taken. */
  acknowledged: boolean;
}

export interface MailServer {
  readonly taken: readonly Taken[];
  /** Those that were taken more than once, each with the time before. */
  readonly again: readonly { readonly earlier: Taken; readonly taken: Taken }[];
  take(...mail: Parameters<Mailer['send']>): Promise<SentMail>;
  fail(fault: MailFault): void;
  heal(): void;
}

/** As long as the service waits for a sign of the server. */
const PATIENCE = 10 * 60_000;

export function createMailServer(note: (line: string) => void): MailServer {
  const taken: Taken[] = [];
  const latest = new Map<string, Taken>();
  const again: { earlier: Taken; taken: Taken }[] = [];
  const greylisted = new Set<string>();
  const { chance } = theWorld().outside;
  let fault: MailFault | undefined;

  const failed = (code: string, responseCode?: number) =>
    explainMailError({ code, ...(responseCode && { responseCode }) }, 'mail.airparadis.example');

  return {
    taken,
    again,
    async take(id, _mail, only = []) {
      await mortal();
      const by = machineHere();
      await pause(chance.between(5, 60));
      const failing = fault;
      if (failing === 'away') throw failed('ECONNREFUSED');
      if (failing === 'refuses') throw failed('EMESSAGE', 451);
      const later = only.filter((recipient, index) => {
        const key = `${id} ${recipient}`;
        if (failing !== 'greylisting' || index !== 0 || greylisted.has(key)) return false;
        greylisted.add(key);
        return true;
      });
      const now = only.filter((recipient) => !later.includes(recipient));
      const mails = now.map((recipient) => ({ id, recipient, at: theWorld().now, by, acknowledged: false }));
      taken.push(...mails);
      for (const mail of mails) {
        const key = `${id} to ${mail.recipient}`;
        const earlier = latest.get(key);
        latest.set(key, mail);
        if (earlier) again.push({ earlier, taken: mail });
      }
      onMachine(theWorld().outside, () => note(`mail server takes ${id} for ${now.length} from ${by.name}`));
      await mortal();
      if (failing === 'slow after DATA') await pause(chance.between(20_000, 9 * 60_000));
      else await pause(chance.between(5, 60));
      if (failing === 'cut after DATA') throw failed('ECONNECTION');
      for (const mail of mails) mail.acknowledged = true;
      return { refused: 0, later };
    },
    fail(next) {
      fault = next;
    },
    heal() {
      fault = undefined;
    },
  };
}

export const MAIL_PATIENCE = PATIENCE;

let server: MailServer | undefined;

export function useMailServer(used: MailServer): void {
  server = used;
}

export function theMailServer(): MailServer {
  if (!server) throw new Error('no mail server was begun');
  return server;
}
