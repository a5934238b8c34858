// From the model's raw output to a label that one can act on.
import type { ModelCard } from './model/model.ts';
import type { Verdict } from './verdict.ts';

/**
 * Turns a logit into a calibrated judgement (temperature scaling: Guo et al. 2017).
 * @param logit the model's output; positive numbers speak for a positive post.
 */
export function calibrate(
  logit: number,
  { calibration, uncertain }: Pick<ModelCard, 'calibration' | 'uncertain'>,
): Pick<Verdict, 'label' | 'probability' | 'certain'> {
  const probability = 1 / (1 + Math.exp(-logit / calibration.temperature));
  return {
    label: probability >= 0.5 ? 'positive' : 'negative',
    probability,
    certain: probability < uncertain.low || probability > uncertain.high,
  };
}
