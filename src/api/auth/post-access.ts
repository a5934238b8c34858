// What a caller may see of single posts: a key follows its scopes, a person who signed in from Teams the rule of Teams.
import type { PostAccess } from '../../channel/post-access.ts';
import type { Prediction } from '../../feedback/prediction.ts';
import { Problem } from '../../http/problem.ts';
import type { Caller } from './caller.ts';

type Placed = Pick<Prediction, 'door' | 'channel' | 'origin'>;

/** @throws {Problem} 403 for a person who is not known to take part where the post belongs. */
export async function mustSee(
  access: PostAccess,
  caller: Caller | undefined,
  prediction: Placed,
): Promise<void> {
  const person = caller?.person;
  if (person === undefined || (await access.maySee(person, prediction))) return;
  throw new Problem(
    403,
    'Not in that conversation',
    'This post belongs to a conversation of Teams in which you were not heard yet; write or vote there once.',
  );
}

/** @throws {Problem} 403 also for a person who may not vote where the post belongs. */
export async function mustVote(
  access: PostAccess,
  caller: Caller | undefined,
  prediction: Placed,
): Promise<void> {
  await mustSee(access, caller, prediction);
  const person = caller?.person;
  if (person === undefined || (await access.mayVote(person, prediction))) return;
  throw new Problem(403, 'No voter', 'By the settings of its channel you do not vote on this post.');
}
