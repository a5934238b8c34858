// The thirty days: an ordinary week, a week of new words, a week with the challenger in the shadow, and the rest with the new
// model. Each week is a stage with a service and a store of its own, so a replay that was interrupted goes on with its week.
import type { DayCount } from './day.ts';
import { type LabFolders } from './first-model.ts';
import type { Service, Time } from './service.ts';
import { playDays, type Replay, storeAfter, withService } from './stage.ts';

/** Share of the posts in new words from the second week on. */
const NEW_SHARE = 0.6;

/** What the service says of a day when it is over. */
export interface DayAsSeen extends DayCount {
  /** What GET /drift says has moved. */
  readonly moved: readonly string[];
  /** Accuracy of the day's verdicts, estimated from probabilities and observed from votes. */
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

/** @param atEnd asked when the last day is over. @param atStart asked before the first. */
export async function playWeek<Start, End>(
  replay: Replay,
  { model }: LabFolders,
  { name, days, newWords, after, settings }: Week,
  atStart: (service: Service, time: Time, store: string) => Promise<Start>,
  atEnd: (service: Service, time: Time) => Promise<End>,
): Promise<{ start: Start; days: DayAsSeen[]; end: End }> {
  const store = await storeAfter(replay, after, name);
  const time: Time = { now: replay.start + (days[0] - 1) * 86_400_000 };
  const environment = { DATA_DIR: store, MODEL_DIR: model, WORKERS: '2', DRIFT_BASELINE_DAYS: '7', ...settings };
  return withService(environment, time, async (service) => ({
    start: await atStart(service, time, store),
    days: await playDays(replay, service, time, days, newWords ? NEW_SHARE : 0, (_, start) => seen(service, start)),
    end: await atEnd(service, time),
  }));
}

interface DriftOut {
  readonly features: readonly { readonly feature: string; readonly moved: boolean }[];
  readonly days: readonly { readonly estimated: Share | null; readonly observed: Share | null }[];
}
type Share = { readonly value: number };

async function seen(service: Service, start: number): Promise<Omit<DayAsSeen, keyof DayCount>> {
  const { features, days } = (await (
    await service.get(`/drift?since=${new Date(start).toISOString()}`)
  ).json()) as DriftOut;
  return {
    moved: features.filter(({ moved }) => moved).map(({ feature }) => feature),
    estimated: days.at(-1)?.estimated?.value ?? null,
    observed: days.at(-1)?.observed?.value ?? null,
  };
}
