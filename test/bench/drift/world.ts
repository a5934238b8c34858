// What the traffic is like, and what may happen to it.
import type { ProfiledPost } from '../../../src/drift/profile.ts';
import type { KnownPost } from './posts.ts';
import type { Random } from './random.ts';

export interface World {
  readonly french: number;
  readonly negative: number;
  /** Share of posts in new words. */
  readonly renewed: number;
  /** Share of posts whose right label is no longer what it was, though they look the same. */
  readonly relabelled: number;
  /** Share of posts that somebody votes on. */
  readonly voted: number;
  /** Share of votes for the wrong side. */
  readonly careless: number;
}

export const QUIET: World = {
  french: 0.6,
  negative: 0.45,
  renewed: 0,
  relabelled: 0,
  voted: 0.1,
  careless: 0.1,
};

export const SHIFTS: Readonly<Record<string, Partial<World>>> = {
  'vocabulary: half of the posts with a fifth of their words new': { renewed: 0.5 },
  'class balance: 45 % of negatives become 70 %': { negative: 0.7 },
  'language mix: 60 % of French become 30 %': { french: 0.3 },
  'labels: half of the posts now mean the other side, and look the same': { relabelled: 0.5 },
};

/** Draws posts that come in one after the other. */
export function createTraffic(known: readonly KnownPost[], random: Random): (world: World) => ProfiledPost {
  const kind = (french: boolean, negative: boolean) => `${french} ${negative}`;
  const kinds = Map.groupBy(known, ({ language, negative }) => kind(language === 'fr', negative));
  const happens = (share: number) => random.next() < share;
  return (world) => {
    const post = random.pick(kinds.get(kind(happens(world.french), happens(world.negative)))!);
    const judged = happens(world.renewed) ? post.renewed : post.plain;
    if (!happens(world.voted)) return judged;
    const negative = post.negative !== happens(world.relabelled);
    const agrees = (judged.probability < 0.5 === negative) !== happens(world.careless);
    return { ...judged, up: Number(agrees), down: Number(!agrees) };
  };
}
