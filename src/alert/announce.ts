// What the log says of an incident; it says it with and without mail, and how to get mails when there are none.
import { type Incident, incidentId } from './incident.ts';

export interface AlertLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const ADVICE = 'set SMTP_URL, ALERT_FROM and ALERT_TO to be told by e-mail';

/** @param mail whether a mail was left in the outbox. */
export function announce(incident: Incident, mail: boolean, log: AlertLog): void {
  const { rule, firstAt, lastAt, moved } = incident;
  log.warn(
    {
      incident: incidentId(incident),
      rule,
      firstAt: new Date(firstAt).toISOString(),
      lastAt: new Date(lastAt).toISOString(),
      ...(moved && { moved: moved.map(({ feature }) => feature) }),
      ...(!mail && { advice: ADVICE }),
    },
    rule === 'drift' ? 'posts drift alert' : 'bad predictions alert',
  );
}
