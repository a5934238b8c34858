// Where on the page an incident and its posts can be seen.
import { type Incident, incidentId } from './incident.ts';

/** @param publicUrl where the service can be reached, without a slash at the end. */
export function pageLinks(publicUrl: string, incident: Incident) {
  return {
    /** What the incident is about and what to do, with its posts. */
    incident: `${publicUrl}/#incident/${incidentId(incident)}`,
    review: `${publicUrl}/#review`,
    dashboard: `${publicUrl}/#dashboard`,
    post: (id: string) => `${publicUrl}/#post/${id}`,
  };
}
