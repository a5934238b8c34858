// GET /incidents: when the model judged so badly that somebody was told, and what counts as that.
import { z } from 'zod';
import { type Incident, incidentId } from '../../../alert/incident.ts';
import type { AlertStore } from '../../../alert/incident-store.ts';
import { defineRoute } from '../../contract/route.ts';

const MOST = 20;

export const IncidentsOut = z
  .object({
    bad_rate_threshold: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'Share of votes against from which a day is a bad one.' }),
    incidents: z
      .array(
        z.object({
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
        }),
      )
      .meta({ description: `The last ${MOST}, the newest first; times are those of votes, or of posts.` }),
  })
  .meta({ id: 'IncidentsOut' });

export interface IncidentParts {
  readonly incidents: Pick<AlertStore, 'latestIncidents' | 'findIncident'>;
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
          incidents: latest.map((incident) => ({
            id: incidentId(incident),
            rule: incident.rule,
            first_at: new Date(incident.firstAt).toISOString(),
            last_at: new Date(incident.lastAt).toISOString(),
            open: isOpen(incident),
          })),
        },
      };
    },
  });
