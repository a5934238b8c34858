// How often the model is right: estimated from its own probabilities, and observed from votes. Neither is the truth: the
// first believes the probabilities, the second those posts on which somebody cared to vote.
import type { ProfileCounts } from './profile.ts';

/** A share with the bounds of its 95 % interval, 0 to 1. */
export interface AccuracyEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Of the standard normal distribution: 95 % lies between −Z and Z. */
const Z = 1.96;

/**
 * Confidence-based performance estimation: a verdict is right with its own calibrated probability, so accuracy is expected to be
 * the mean of the scores of the labels that were given. The interval is the one in which the accuracy on these very posts lies, if the
 * probabilities are calibrated: the sum of Bernoulli variances, as a normal distribution.
 * @returns nothing without posts.
 */
export function estimatedAccuracy({ posts, confidence, variance }: ProfileCounts): AccuracyEstimate | null {
  if (posts === 0) return null;
  const value = confidence / posts;
  const margin = (Z * Math.sqrt(variance)) / posts;
  return { value, low: Math.max(0, value - margin), high: Math.min(1, value + margin) };
}

/**
 * Share of the posts with votes whose voters mostly agree with the verdict, with Wilson's interval for a binomial share.
 * @returns nothing without such posts.
 */
export function observedAccuracy({ right, wrong }: ProfileCounts): AccuracyEstimate | null {
  const n = right + wrong;
  if (n === 0) return null;
  const value = right / n;
  const centre = (value + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const margin = (Z / (1 + Z ** 2 / n)) * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2));
  return { value, low: Math.max(0, centre - margin), high: Math.min(1, centre + margin) };
}
