// The log line of an incident, written with or without mail; without, it advises how to turn mail on.
import { type Incident, incidentId } from './incident.ts';

export interface AlertLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const ADVICE = 'set SMTP_URL, ALERT_FROM and ALERT_TO to get alerts by e-mail';

/** @param mail true if a mail is queued in the outbox. */
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
