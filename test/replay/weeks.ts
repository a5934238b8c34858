// The weeks of the replay. Each has a service and a store of its own, so a replay that was interrupted goes on with its week.
import { DAY, type DayCount } from './day.ts';
import type { LabFolders } from './first-model.ts';
import type { Service, Time } from './service.ts';
import { playDays, type Replay, storeAfter, withService } from './stage.ts';

/** Share of the posts in new words from the second week on. */
export const NEW_SHARE = 0.6;
/** Days that are the reference for drift; the rest of the first week is compared with them. */
export const BASELINE = 4;
/** The first day of new words. */
export const FIRST_CHANGED = 8;

/** What the service says of a day when it is over. */
export interface DayAsSeen extends DayCount {
  /** What GET /drift compares with: the service's own first days, the model card, or nothing yet. */
  readonly reference: 'own' | 'card' | null;
  /** What it says has moved. */
  readonly moved: readonly string[];
  /** Accuracy of the day's verdicts: estimated from probabilities, observed from votes. */
  readonly estimated: number | null;
  readonly observed: number | null;
}

export interface Week {
  readonly name: string;
  readonly days: readonly [first: number, last: number];
  readonly newWords: boolean;
  /** The week before, whose store this one goes on with. */
  readonly after?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly service: Service;
  readonly time: Time;
  /** DATA_DIR of the service. */
  readonly store: string;
}

/** Starts the service of a week, with the clock at its first day. */
export async function withWeek<T>(
  replay: Replay,
  { model }: LabFolders,
  { name, days, after, settings }: Week,
  use: (running: Running) => Promise<T>,
): Promise<T> {
  const store = await storeAfter(replay, after, name);
  const time: Time = { now: replay.start + (days[0] - 1) * DAY };
  const environment = {
    DATA_DIR: store,
    MODEL_DIR: model,
    WORKERS: '2',
    DRIFT_BASELINE_DAYS: String(BASELINE),
    ...settings,
  };
  return withService(environment, time, (service) => use({ service, time, store }));
}

/** Plays the days of a week and asks about drift at the end of each. */
export function playWeek(replay: Replay, week: Week, { service, time }: Running): Promise<DayAsSeen[]> {
  return playDays(replay, service, time, week.days, week.newWords ? NEW_SHARE : 0, (start) =>
    seen(service, start),
  );
}

interface DriftOut {
  readonly reference: { readonly kind: DayAsSeen['reference'] };
  readonly features: readonly { readonly feature: string; readonly moved: boolean }[];
  readonly days: readonly { readonly estimated: Share | null; readonly observed: Share | null }[];
}
type Share = { readonly value: number };

async function seen(service: Service, start: number): Promise<Omit<DayAsSeen, keyof DayCount>> {
  const answer = await service.get(`/drift?since=${new Date(start).toISOString()}`);
  const { reference, features, days } = (await answer.json()) as DriftOut;
  return {
    reference: reference.kind,
    moved: features.filter(({ moved }) => moved).map(({ feature }) => feature),
    estimated: days.at(-1)?.estimated?.value ?? null,
    observed: days.at(-1)?.observed?.value ?? null,
  };
}
