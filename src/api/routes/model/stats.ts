// GET /stats: how many verdicts of which kind, and how people voted on them.

import { z } from 'zod';
import { wallClock } from '../../../clock.ts';
import { GROUPINGS, type Statistics, sumOfCounts, type VerdictCounts } from '../../../feedback/statistics.ts';
import { PeriodIn, periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';
import { TallySchema } from '../../contract/schemas.ts';

const StatsIn = z.strictObject({ ...PeriodIn, by: z.enum(GROUPINGS).default('day') });

const Share = z.number().min(0).max(1).nullable();

export const Figures = z
  .object({
    predictions: z.int().min(0),
    negative: z.int().min(0),
    neutral: z.int().min(0),
    positive: z.int().min(0),
    negative_share: Share.meta({ description: 'Of all predictions; null without any.' }),
    uncertain: z.int().min(0).meta({ description: 'Verdicts that are not certain, of any label.' }),
    votes: TallySchema,
    bad_rate: Share.meta({ description: 'Votes against, of all votes; null without any.' }),
  })
  .meta({ id: 'Figures' });

export const StatsOut = z
  .object({
    since: z.iso.datetime(),
    until: z.iso.datetime(),
    by: z.enum(GROUPINGS),
    total: Figures,
    groups: z
      .array(
        z.object({
          group: z.string().meta({ description: 'Name of the group; of an hour or a day (UTC), its begin.' }),
          figures: Figures,
        }),
      )
      .meta({ description: 'By topic, a prediction counts for each of its topics.' }),
  })
  .meta({ id: 'StatsOut' });

export interface StatsParts {
  readonly statistics: Statistics;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export const stats = ({ statistics, clock = wallClock }: StatsParts) =>
  defineRoute({
    method: 'get',
    path: '/stats',
    operation: 'getStats',
    summary: 'Counts of verdicts and votes, in groups.',
    access: 'any key',
    query: StatsIn,
    answers: {
      200: { description: 'The groups that have predictions, and all together.', schema: StatsOut },
    },
    async handle({ query: { by, ...asked } }) {
      const period = periodOf(asked, clock());
      const groups = await statistics.count(period, by);
      // By topic a prediction is in several groups, or in none.
      const all = by === 'topic' ? await statistics.count(period, 'model') : groups;
      return {
        status: 200,
        json: {
          since: new Date(period.since).toISOString(),
          until: new Date(period.until).toISOString(),
          by,
          total: figures(sumOfCounts(all)),
          groups: groups.map(({ group, ...counts }) => ({
            group: typeof group === 'number' ? new Date(group).toISOString() : group,
            figures: figures(counts),
          })),
        },
      };
    },
  });

export function figures(counts: VerdictCounts): z.output<typeof Figures> {
  const { predictions, negative, neutral, positive, uncertain, up, down } = counts;
  return {
    predictions,
    negative,
    neutral,
    positive,
    negative_share: predictions > 0 ? negative / predictions : null,
    uncertain,
    votes: { up, down },
    bad_rate: up + down > 0 ? down / (up + down) : null,
  };
}
