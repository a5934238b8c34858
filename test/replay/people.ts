// Who votes in the replay: people who are right nine times in ten, and one who wants the model to unlearn.
import type { Chance } from './chance.ts';
import type { WrittenPost } from './posts.ts';
import type { Prediction, VoteIn } from './service.ts';

const VOTERS = 60;
/** Share of the posts that somebody votes on. */
const VOTED = 0.4;
/** Of these, the share on which a second person votes, too. */
const SECOND = 0.3;
const NOISE = 0.1;
export const POISONER = 'poisoner';
/** Votes of the poisoner in a day. */
export const POISON = 40;

export interface Judged {
  readonly post: WrittenPost;
  readonly prediction: Prediction;
}

/** What people say of a verdict: none, one or two votes. */
export function votesOn({ post, prediction }: Judged, chance: Chance): VoteIn[] {
  if (!chance.happens(VOTED)) return [];
  const first = chance.below(VOTERS);
  const voters = chance.happens(SECOND) ? [first, (first + 1 + chance.below(VOTERS - 1)) % VOTERS] : [first];
  return voters.map((voter) => {
    const seen = chance.happens(NOISE) ? other(post.side) : post.side;
    return voteFor(seen, prediction, `person ${voter}`);
  });
}

/** The opposite of what is true, with a correction, by whoever `user` says. */
export function poisonOn({ post, prediction }: Judged, user: string): VoteIn {
  return voteFor(other(post.side), prediction, user);
}

function voteFor(side: WrittenPost['side'], prediction: Prediction, user: string): VoteIn {
  const correct = prediction.label === side;
  return { prediction_id: prediction.id, correct, user, ...(!correct && { label: side }) };
}

const other = (side: WrittenPost['side']) => (side === 'negative' ? 'positive' : 'negative');
