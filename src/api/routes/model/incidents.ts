// GET /incidents and GET /incidents/{id}: when the model judged so badly that somebody was told, and what counts as that.
import { z } from 'zod';
import { type Incident, incidentId } from '../../../alert/incident.ts';
import type { AlertStore } from '../../../alert/incident-store.ts';
import { FEATURES } from '../../../drift/compare.ts';
import { Problem } from '../../../http/problem.ts';
import { defineRoute } from '../../contract/route.ts';
import { IncidentId, TallySchema } from '../../contract/schemas.ts';

const MOST = 20;

const IncidentItem = z
  .object({
    id: z.string().meta({ description: 'For GET /posts, which finds the posts that it is about.' }),
    rule: z.enum(['burst', 'rate', 'drift']).meta({
      description:
        'Several votes against in a short time, too many over a day, or posts unlike those before.',
    }),
    first_at: z.iso.datetime(),
    last_at: z.iso.datetime(),
    open: z
      .boolean()
      .meta({ description: 'Whether it lasts; it is over by itself once a whole window was quiet.' }),
  })
  .meta({ id: 'Incident' });

export const IncidentsOut = z
  .object({
    bad_rate_threshold: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'Share of votes against from which a day is a bad one.' }),
    incidents: z
      .array(IncidentItem)
      .meta({ description: `The last ${MOST}, the newest first; times are those of votes, or of posts.` }),
  })
  .meta({ id: 'IncidentsOut' });

const share = z.number().min(0).max(1).nullable();

export const IncidentOut = IncidentItem.extend({
  votes: TallySchema.meta({ description: 'Those that were given while it lasted, and stand.' }),
  corrections: z
    .object({ negative: z.int().min(0), neutral: z.int().min(0), positive: z.int().min(0) })
    .meta({ description: 'How many of those who voted against gave which label.' }),
  moved: z
    .array(z.object({ feature: z.enum(FEATURES), before: share, now: share, psi: z.number().nullable() }))
    .meta({ description: 'What had changed in the posts, for the rule drift; as in GET /drift.' }),
}).meta({ id: 'IncidentOut' });

export interface IncidentParts {
  readonly incidents: Pick<AlertStore, 'latestIncidents' | 'findIncident' | 'tallyIn' | 'correctionsIn'>;
  /** Whether an incident lasts at this moment. */
  readonly isOpen: (incident: Incident) => boolean;
  /** Share of 👎 from which a day is a bad one, 0 to 1. */
  readonly badRate: number;
}

export const incidents = ({ incidents: store, isOpen, badRate }: IncidentParts) =>
  defineRoute({
    method: 'get',
    path: '/incidents',
    operation: 'getIncidents',
    summary: 'The last incidents that the alert found.',
    access: 'any key',
    answers: { 200: { description: 'The incidents, and the threshold.', schema: IncidentsOut } },
    async handle() {
      const latest = await store.latestIncidents(MOST);
      return {
        status: 200,
        json: {
          bad_rate_threshold: badRate,
          incidents: latest.map((incident) => toItem(incident, isOpen(incident))),
        },
      };
    },
  });

export const oneIncident = ({ incidents: store, isOpen }: IncidentParts) =>
  defineRoute({
    method: 'get',
    path: '/incidents/{id}',
    operation: 'getIncident',
    summary: 'One incident: when, the votes in it, and what had changed.',
    access: 'any key',
    params: z.strictObject({ id: IncidentId }),
    answers: { 200: { description: 'The incident.', schema: IncidentOut } },
    problems: { 404: 'No incident has this id; those that are over are deleted after `KEEP_DAYS`.' },
    async handle({ params: { id } }) {
      const incident = await store.findIncident(id);
      if (!incident) throw new Problem(404, 'Unknown incident', `No incident has the id ${id}.`);
      const [votes, corrections] = await Promise.all([
        store.tallyIn(incident),
        store.correctionsIn(incident),
      ]);
      const moved = incident.moved?.map(({ feature, before, now, psi }) => ({ feature, before, now, psi }));
      const json = { ...toItem(incident, isOpen(incident)), votes, corrections, moved: moved ?? [] };
      return { status: 200, json };
    },
  });

function toItem(incident: Incident, open: boolean): z.output<typeof IncidentItem> {
  return {
    id: incidentId(incident),
    rule: incident.rule,
    first_at: new Date(incident.firstAt).toISOString(),
    last_at: new Date(incident.lastAt).toISOString(),
    open,
  };
}
