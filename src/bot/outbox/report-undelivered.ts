// What the bot could not say leaves a trace, so that silence is never without a reason: why, and never what or to whom.
import { randomUUID } from 'node:crypto';
import type { Trace } from '../../feedback/trace.ts';

export const GIVEN_UP = 'Réponse abandonnée'.normalize('NFC');

/** @param reason a few fixed words, e.g. `late`. @param given what was given up; of a message, its prediction is told. */
export type GiveUp = (reason: string, given: { readonly predictionId?: string | null }) => void;

export interface GiveUpParts {
  readonly telemetry: { trace(trace: Trace): void | Promise<void> };
  readonly log: { error(fields: object, message: string): void };
  /** Told of each, for the metrics. */
  readonly onGivenUp?: ((reason: string) => void) | undefined;
  readonly clock: () => number;
}

export function createGiveUp({ telemetry, log, onGivenUp = () => {}, clock }: GiveUpParts): GiveUp {
  return (reason, { predictionId }) => {
    onGivenUp(reason);
    const properties = { reason, ...(predictionId && { predictionId }) };
    Promise.resolve(telemetry.trace({ id: randomUUID(), message: GIVEN_UP, at: clock(), properties })).catch(
      (err) => log.error({ err }, 'a trace could not be handed out'),
    );
  };
}
