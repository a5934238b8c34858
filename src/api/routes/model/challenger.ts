// GET /challenger: how a second model fares beside the one in service.

import { z } from 'zod';
import type { Challenger } from '../../../challenger/challenger.ts';
import type { ChallengerStore } from '../../../challenger/challenger-store.ts';
import { compare } from '../../../challenger/comparison.ts';
import { wallClock } from '../../../clock.ts';
import type { Classifier } from '../../../sentiment/verdict.ts';
import { PeriodIn, periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';

const Interval = z
  .object({ value: z.number(), low: z.number(), high: z.number() })
  .meta({ id: 'Interval', description: 'A figure and its 95 % interval.' });

export const ChallengerOut = z
  .object({
    state: z
      .enum(['none', 'loading', 'judging', 'off'])
      .meta({ description: '`none`: CHALLENGER_DIR is not set.' }),
    reason: z.enum(['load', 'memory', 'failures']).nullable().meta({ description: 'Why it is off.' }),
    champion: z.string().meta({ description: 'Version in service.' }),
    challenger: z.string().nullable(),
    memory_mb: z.number().nullable().meta({ description: 'By what the process grew when it was loaded.' }),
    judged: z.int().min(0).meta({ description: 'Posts of the period that both judged.' }),
    agreement: Interval.nullable().meta({ description: 'Share of these with the same label (Wilson).' }),
    shift: Interval.nullable().meta({
      description: 'Mean of the challenger’s probability of positive minus the champion’s.',
    }),
    for_challenger: z
      .int()
      .min(0)
      .meta({ description: 'Posts on which they differ and people side with it.' }),
    for_champion: z.int().min(0),
    favour: Interval.nullable().meta({
      description: 'Share of these two that is for the challenger (Wilson).',
    }),
    p_value: z.number().min(0).max(1).meta({ description: 'Of the paired sign test, exact and two-sided.' }),
    finding: z
      .enum(['better', 'worse', 'undecided'])
      .meta({ description: '`undecided` as long as the p-value is 0.01 or more.' }),
  })
  .meta({ id: 'ChallengerOut' });

export interface ChallengerRouteParts {
  /** Undefined when there is none. */
  readonly challenger: Pick<Challenger, 'now'> | undefined;
  readonly challengerStore: Pick<ChallengerStore, 'compare'>;
  readonly classifier: Pick<Classifier, 'model'>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

const NOTHING = { judged: 0, agreed: 0, shift: 0, shiftSquared: 0, forChallenger: 0, forChampion: 0 };
const NONE = { state: 'none', reason: null, version: null, memory: null } as const;

export const challenger = ({
  challenger,
  challengerStore,
  classifier,
  clock = wallClock,
}: ChallengerRouteParts) =>
  defineRoute({
    method: 'get',
    path: '/challenger',
    operation: 'getChallenger',
    summary: 'How a second model fares beside the one in service: agreement, and whom people side with.',
    access: 'any key',
    query: z.strictObject(PeriodIn),
    answers: { 200: { description: 'The comparison over the period.', schema: ChallengerOut } },
    async handle({ query }) {
      const { state, reason, version, memory } = challenger?.now ?? NONE;
      const pair = version === null ? undefined : { champion: classifier.model, challenger: version };
      const counts = pair ? await challengerStore.compare(pair, periodOf(query, clock())) : NOTHING;
      const { judged, agreement, shift, forChallenger, forChampion, favour, pValue, finding } =
        compare(counts);
      const json: z.output<typeof ChallengerOut> = {
        state,
        reason,
        champion: classifier.model,
        challenger: version,
        memory_mb: memory === null ? null : Math.round(memory / 1e6),
        judged,
        agreement,
        shift,
        for_challenger: forChallenger,
        for_champion: forChampion,
        favour,
        p_value: pValue,
        finding,
      };
      return { status: 200, json };
    },
  });
