// Asks for the figures of a period again and again, and keeps the last ones when the service does not answer.
import { useEffect, useState } from 'react';
import {
  type Challenger,
  challengerSince,
  type Drift,
  driftSince,
  type Incidents,
  lastIncidents,
  type Model,
  modelInService,
  type Statistics,
  statistics,
} from '../api.ts';
import { OPENED } from '../call.ts';
import { beginOf, PERIODS, type PeriodName } from './series.ts';

/** Milliseconds between two askings. */
const EVERY = 10_000;

export interface Shown {
  readonly period: PeriodName;
  /** Begin of the period, milliseconds since 1970-01-01T00:00Z. */
  readonly since: number;
  readonly overTime: Statistics;
  readonly byDoor: Statistics;
  readonly byLanguage: Statistics;
  readonly byTopic: Statistics;
  readonly alert: Incidents;
  readonly drift: Drift;
  readonly model: Model;
  readonly challenger: Challenger;
  /** When they came. */
  readonly at: number;
}

/** @returns null figures until the first have come; `failing` while the last asking got no answer. */
export function useFigures(period: PeriodName): { readonly shown: Shown | null; readonly failing: boolean } {
  const [shown, setShown] = useState<Shown | null>(null);
  const [failing, setFailing] = useState(false);
  useEffect(() => {
    let left = false;
    const update = async () => {
      try {
        const figures = await ask(period);
        if (!left) setShown(figures);
        if (!left) setFailing(false);
      } catch {
        if (!left) setFailing(true);
      }
    };
    void update();
    const timer = setInterval(update, EVERY);
    window.addEventListener(OPENED, update);
    return () => {
      window.removeEventListener(OPENED, update);
      left = true;
      clearInterval(timer);
    };
  }, [period]);
  return { shown: shown?.period === period ? shown : null, failing };
}

async function ask(period: PeriodName): Promise<Shown> {
  const since = beginOf(period, Date.now());
  const [overTime, byDoor, byLanguage, byTopic, alert, drift, model, challenger] = await Promise.all([
    statistics(since, PERIODS[period].by),
    statistics(since, 'door'),
    statistics(since, 'language'),
    statistics(since, 'topic'),
    lastIncidents(),
    driftSince(since),
    modelInService(),
    challengerSince(since),
  ]);
  const groups = { overTime, byDoor, byLanguage, byTopic };
  return { period, since, ...groups, alert, drift, model, challenger, at: Date.now() };
}
