// The contents of a mail about an incident, read from the store when it is sent: it includes corrections made since, and
// leaves out texts erased since.
import type { Correction, Prediction, Tally } from '../feedback/prediction.ts';
import type { Incident } from './incident.ts';
import { DAY } from './incident.ts';
import type { AlertStore, BadVote } from './incident-store.ts';

/** The newest 👎 that a mail shows. */
const MOST = 50;

/** A prediction that people voted against, with what they say is right. */
export interface Disputed {
  readonly prediction: Prediction;
  readonly corrections: readonly Correction[];
}

export interface Report {
  readonly incident: Incident;
  /** Number of current 👎 in the incident. */
  readonly down: number;
  /** 👎 that are not among `disputed`. */
  readonly more: number;
  readonly disputed: readonly Disputed[];
  /** The votes of the day that ended with the incident. */
  readonly day: Tally;
}

/** @returns nothing when the incident was deleted. */
export async function reportOn(id: string, store: AlertStore): Promise<Report | undefined> {
  const incident = await store.findIncident(id);
  if (!incident) return undefined;
  const { down } = await store.tallyIn(incident);
  const votes = await store.badVotesIn(incident, MOST);
  const day = await store.tallyIn({ firstAt: incident.lastAt - DAY, lastAt: incident.lastAt });
  return { incident, down, more: down - votes.length, disputed: byPrediction(votes), day };
}

/** A prediction once, however many voted against it; the newest first. */
function byPrediction(votes: readonly BadVote[]): Disputed[] {
  const groups = Map.groupBy(votes, ({ prediction }) => prediction.id);
  return [...groups.values()].map((group) => ({
    prediction: group[0]!.prediction,
    corrections: [...new Set(group.flatMap(({ vote }) => vote.correction ?? []))],
  }));
}
