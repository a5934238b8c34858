// From the model's raw output to a label that one can act on.
import type { ModelCard } from './model/model.ts';
import { LABELS, type Opinion, scoresOf } from './verdict.ts';

/**
 * Turns logits into calibrated scores: temperature scaling (Guo et al. 2017) with a bias for each label, then softmax.
 * @param logits the model's output, one for each of {@link LABELS}, in their order.
 */
export function calibrate(
  logits: readonly number[],
  { calibration, certain }: Pick<ModelCard, 'calibration' | 'certain'>,
): Opinion {
  const { temperature, bias } = calibration;
  const [negative, neutral, positive] = logits.map((logit, n) => logit / temperature + bias[n]!) as Three;
  const sided = Math.max(negative, positive) + Math.log1p(Math.exp(-Math.abs(positive - negative)));
  const probability = sigmoid(positive - negative);
  const scores = scoresOf(probability, sigmoid(neutral - sided));
  const label = LABELS.reduce((best, each) => (scores[each] > scores[best] ? each : best));
  return { label, scores, probability, certain: scores[label] >= certain[label] };
}

type Three = [number, number, number];

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
