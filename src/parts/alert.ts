// Puts the parts of the alert together: three watches, and the mails about what they find.

import type { Logger } from 'pino';
import { createBurstWatch } from '../alert/burst-watch.ts';
import { createDayWatch } from '../alert/day-watch.ts';
import { composeDrift } from '../alert/drift-mail.ts';
import { createDriftWatch } from '../alert/drift-watch.ts';
import { type Incident, isIncidentOpen, windowOf } from '../alert/incident.ts';
import type { AlertStore } from '../alert/incident-store.ts';
import { composeAlert } from '../alert/mail.ts';
import { reportOn } from '../alert/report.ts';
import type { BackgroundTask } from '../background/task.ts';
import { wallClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { DriftMonitor } from '../drift/monitor.ts';
import { createMailRelay } from '../mail/relay.ts';
import type { Database } from '../storage/engine/database.ts';
import { createAlertStore } from '../storage/stores/alert-store.ts';
import { createMailOutbox } from '../storage/stores/mail-outbox.ts';

const MINUTE = 60_000;

export interface AlertParts {
  readonly config: Config;
  readonly database: Database;
  readonly log: Logger;
  readonly monitor: DriftMonitor;
  readonly inService: () => Promise<boolean>;
  /** Called when a trace waits in the store. */
  readonly onTrace: () => void;
  /** When votes are given, milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

export interface Alert {
  readonly store: AlertStore;
  /** Whether an incident lasts at this moment. */
  isOpen(incident: Incident): boolean;
  /** A 👎 has landed. */
  badVote(): void;
  /** Looks for the first time, also at what a crash left. */
  start(): void;
  stop(): Promise<void>;
}

export async function createAlert(given: AlertParts): Promise<Alert> {
  const { config, database, log, monitor, onTrace, clock = wallClock } = given;
  const burstWindow = config.ALERT_WINDOW * MINUTE;
  const store = createAlertStore(database);
  const mails = await createMails(given, store);
  const parts = { store, mail: mails !== undefined, log, clock, onMail: mails?.notify };
  const bursts = createBurstWatch({
    ...parts,
    rule: { count: config.ALERT_COUNT, window: burstWindow },
  });
  const days = createDayWatch({
    ...parts,
    rule: { rate: config.ALERT_RATE / 100, votes: config.ALERT_RATE_VOTES },
  });
  const drift = createDriftWatch({ ...parts, monitor, onTrace });
  const tasks = [bursts, days, drift, ...(mails ? [mails] : [])];
  return {
    store,
    isOpen: (incident) => isIncidentOpen(incident, windowOf(incident.rule, burstWindow), clock()),
    badVote: bursts.notify,
    start() {
      for (const task of tasks) task.notify();
    },
    async stop() {
      await Promise.all(tasks.map((task) => task.stop()));
    },
  };
}

/** @returns nothing when there is no mail server. */
async function createMails(
  { config, database, log, inService }: AlertParts,
  store: AlertStore,
): Promise<BackgroundTask | undefined> {
  const { SMTP_URL: url, ALERT_FROM: from, ALERT_TO: to } = config;
  if (!url || !from || !to) return undefined;
  // A tenth of a second and 30 MB that those who do not use it need not pay.
  const { createSmtpMailer } = await import('../mail/smtp.ts');
  const settings = {
    withText: config.ALERT_WITH_TEXT,
    window: config.ALERT_WINDOW,
    publicUrl: config.PUBLIC_URL,
    timeZone: config.ALERT_TIME_ZONE,
  };
  return createMailRelay({
    outbox: createMailOutbox(database),
    compose: async (incident) => {
      const found = await store.findIncident(incident);
      if (found?.rule === 'drift') return composeDrift(found, settings);
      const report = await reportOn(incident, store);
      return report && composeAlert(report, settings);
    },
    inService,
    mailer: createSmtpMailer({ url, from, to }),
    log,
    clock: database.clock,
  });
}
