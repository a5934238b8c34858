// Which predictions a person may see, as a condition of queries over `predictions`; the same rule as src/channel/post-access.ts.
import { sql } from 'kysely';

/** @param person keyed hash: posts of conversations in which they were heard, and posts that belong to none. */
export const maySee = (person: string) => sql<boolean>`(
  (channel is null and door = 'api')
  or channel in (select members.conversation from members where members.person = ${person})
)`;
