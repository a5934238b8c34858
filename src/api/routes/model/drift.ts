// GET /drift: whether posts have moved away from the reference, and how good the model is by its own probabilities and by votes.

import { z } from 'zod';
import { wallClock } from '../../../clock.ts';
import { type AccuracyEstimate, estimatedAccuracy, observedAccuracy } from '../../../drift/accuracy.ts';
import type { CountedDay } from '../../../drift/baseline.ts';
import { FEATURES, PSI } from '../../../drift/compare.ts';
import type { DriftComparison, DriftMonitor } from '../../../drift/monitor.ts';
import { allLanguages } from '../../../drift/profile.ts';
import { PeriodIn, periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';

const Share = z.number().min(0).max(1);

const EstimateOut = z
  .object({ value: Share, low: Share, high: Share })
  .nullable()
  .meta({ description: 'A share with its 95 % interval; null where there is nothing to go by.' });

export const DriftOut = z
  .object({
    model: z.string(),
    reference: z
      .object({
        kind: z.enum(['own', 'card']).nullable().meta({
          description:
            'The first days of the service with this model; while they are too few, what the model card says, against which no alert is raised; null when it says nothing.',
        }),
        complete: z.boolean().meta({ description: 'Whether the own days are enough.' }),
        days: z.int(),
        posts: z.int(),
        until: z.iso.datetime().nullable().meta({ description: 'Begin of the last day in it.' }),
      })
      .meta({ description: 'What posts are compared with; days and posts are the own ones.' }),
    window: z.object({ posts: z.int(), first_at: z.iso.datetime(), last_at: z.iso.datetime() }).meta({
      description: 'The newest posts, which are compared.',
    }),
    psi_threshold: z.number(),
    features: z.array(
      z.object({
        feature: z.enum(FEATURES),
        psi: z
          .number()
          .nullable()
          .meta({ description: 'Population stability index; null with too few posts.' }),
        p: Share.nullable().meta({ description: 'Upper bound of the p-value.' }),
        moved: z.boolean(),
        before: Share.nullable().meta({ description: 'The share concerned, in the reference.' }),
        now: Share.nullable(),
      }),
    ),
    days: z
      .array(
        z.object({
          day: z.iso.datetime(),
          posts: z.int(),
          estimated: EstimateOut.meta({
            description: 'Accuracy expected from the calibrated probabilities.',
          }),
          voted: z.int().meta({ description: 'Posts that people voted on, one side having more votes.' }),
          observed: EstimateOut.meta({
            description:
              'Share of these where the verdict has more 👍 than 👎: only of what people cared to vote on.',
          }),
        }),
      )
      .meta({ description: 'Days (UTC) with posts, oldest first.' }),
  })
  .meta({ id: 'DriftOut' });

export interface DriftParts {
  readonly drift: Pick<DriftMonitor, 'model' | 'compare' | 'days'>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

const DAY = 24 * 60 * 60 * 1000;

export const drift = ({ drift: monitor, clock = wallClock }: DriftParts) =>
  defineRoute({
    method: 'get',
    path: '/drift',
    operation: 'getDrift',
    summary: 'Whether posts have changed, and how often the model is right: estimated and observed.',
    access: 'any key',
    query: z.strictObject({ since: PeriodIn.since }),
    answers: { 200: { description: 'Changes, and the days since a time.', schema: DriftOut } },
    async handle({ query }) {
      const { since } = periodOf(query, clock());
      const [comparison, days] = [await monitor.compare(), await monitor.days(Math.floor(since / DAY) * DAY)];
      return { status: 200, json: { model: monitor.model, ...told(comparison), days: days.map(dayTold) } };
    },
  });

const moment = (at: number) => new Date(at).toISOString();

function told({ changes, reference, baseline, posts, firstAt, lastAt }: DriftComparison) {
  return {
    reference: {
      kind: reference,
      complete: baseline.complete,
      days: baseline.days,
      posts: baseline.posts,
      until: baseline.days > 0 ? moment(baseline.until) : null,
    },
    window: { posts, first_at: moment(firstAt), last_at: moment(lastAt) },
    psi_threshold: PSI,
    features: [...changes],
  } satisfies Partial<z.output<typeof DriftOut>>;
}

function dayTold({ day, profile }: CountedDay): z.output<typeof DriftOut>['days'][number] {
  const counts = allLanguages(profile);
  return {
    day: moment(day),
    posts: counts.posts,
    estimated: rounded(estimatedAccuracy(counts)),
    voted: counts.right + counts.wrong,
    observed: rounded(observedAccuracy(counts)),
  };
}

/** To a hundredth of a percent: more would be made up. */
function rounded(estimate: AccuracyEstimate | null): AccuracyEstimate | null {
  const round = (value: number) => Math.round(value * 10_000) / 10_000;
  return estimate && { value: round(estimate.value), low: round(estimate.low), high: round(estimate.high) };
}
