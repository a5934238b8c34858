// What the bot could not say leaves a trace, so that silence is never without a reason: why, and never what or to whom.
import { newId } from '../../clock.ts';
import type { Trace } from '../../feedback/trace.ts';

export const UNDELIVERED = 'Réponse abandonnée'.normalize('NFC');

/** @param reason a few fixed words, e.g. `late`. @param given what was given up; of a message, its prediction is told. */
export type ReportUndelivered = (reason: string, given: { readonly predictionId?: string | null }) => void;

export interface ReportUndeliveredParts {
  readonly telemetry: { trace(trace: Trace): void | Promise<void> };
  readonly log: { error(fields: object, message: string): void };
  /** Told of each, for the metrics. */
  readonly onUndelivered?: ((reason: string) => void) | undefined;
  readonly clock: () => number;
}

export function createReportUndelivered({
  telemetry,
  log,
  onUndelivered = () => {},
  clock,
}: ReportUndeliveredParts): ReportUndelivered {
  return (reason, { predictionId }) => {
    onUndelivered(reason);
    const properties = { reason, ...(predictionId && { predictionId }) };
    Promise.resolve(telemetry.trace({ id: newId(), message: UNDELIVERED, at: clock(), properties })).catch(
      (err) => log.error({ err }, 'a trace could not be handed out'),
    );
  };
}
