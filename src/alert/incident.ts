// An incident: a period in which the model was wrong so often, or posts changed so much, that an alert goes out.
import type { Change } from '../drift/compare.ts';

export const DAY = 24 * 60 * 60 * 1000;

/** Which rule found it: several 👎 in a short time, too many of them over a day, or posts unlike those before. */
export const ALERT_RULES = ['burst', 'rate', 'drift'] as const;
export type AlertRule = (typeof ALERT_RULES)[number];

/** From when to when the 👎 were given, or the posts judged, that made it and kept it alive, milliseconds since 1970-01-01T00:00Z. */
export interface Span {
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface Incident extends Span {
  readonly rule: AlertRule;
  /** What had moved when drift was found; missing for the other rules. */
  readonly moved?: readonly Change[] | undefined;
}

/** The name of an incident, e.g. `burst-1700000000000`; every replica gives the same incident the same one. */
export function incidentId({ rule, firstAt }: Incident): string {
  return `${rule}-${firstAt}`;
}

/**
 * True while an incident lasts. It closes by itself after a whole window without a trigger.
 * @param window milliseconds.
 * @param now milliseconds since 1970-01-01T00:00Z.
 */
export function isIncidentOpen({ firstAt, lastAt }: Span, window: number, now: number): boolean {
  // One that lies in the future is of a clock that was ahead.
  return firstAt <= now && now - lastAt <= window;
}

/** Of the incidents of a rule, that which lasts at `now`, if any; see {@link isIncidentOpen}. */
export function openIncident(incidents: readonly Span[], window: number, now: number): Span | undefined {
  return incidents.findLast((each) => isIncidentOpen(each, window, now));
}

/**
 * Milliseconds without a trigger after which an incident of a rule is over.
 * @param burst the window of the rule of bursts, which is a setting; the other two look back over a day.
 */
export function windowOf(rule: AlertRule, burst: number): number {
  return rule === 'burst' ? burst : DAY;
}
