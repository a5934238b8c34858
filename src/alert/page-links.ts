// Where on the page an incident and its posts can be seen.
import { type Incident, incidentId } from './incident.ts';

/** @param publicUrl where the service can be reached, without a slash at the end. */
export function pageLinks(publicUrl: string, incident: Incident) {
  return {
    /** The posts that the incident is about. */
    posts: `${publicUrl}/#posts?incident=${incidentId(incident)}`,
    review: `${publicUrl}/#review`,
    dashboard: `${publicUrl}/#dashboard`,
    post: (id: string) => `${publicUrl}/#post/${id}`,
  };
}
