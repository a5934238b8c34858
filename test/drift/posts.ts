// Judged posts to start from, for tests of drift.
import type { ProfiledPost } from '../../src/drift/profile.ts';
import { scoresFor } from '../feedback/verdicts.ts';

export function judged(changes: Partial<ProfiledPost> = {}): ProfiledPost {
  const probability = changes.probability ?? 0.93;
  const label = changes.label ?? (probability < 0.5 ? 'negative' : 'positive');
  return {
    createdAt: 0,
    language: 'fr',
    label,
    scores: scoresFor(label, probability),
    probability,
    certain: true,
    reading: { pieces: 12, unknown: 0, surprise: 9.5 },
    up: 0,
    down: 0,
    ...changes,
  };
}

/** Posts of which the first `of` are changed in some way. */
export function posts(count: number, of = 0, changes: Partial<ProfiledPost> = {}): ProfiledPost[] {
  return Array.from({ length: count }, (_, n) => judged(n < of ? changes : {}));
}
