import assert from 'node:assert/strict';
import { calibrate } from '../../src/sentiment/calibrate.ts';

describe('calibrate', () => {
  const plain = {
    calibration: { temperature: 1, bias: [0, 0, 0] as [number, number, number] },
    certain: { negative: 0.6, neutral: 0.5, positive: 0.7 },
  };
  const near = (actual: number, expected: number) =>
    assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

  it('makes scores of the logits that sum to 1, as softmax does', () => {
    const { scores } = calibrate([Math.log(1), Math.log(2), Math.log(5)], plain);
    near(scores.negative, 1 / 8);
    near(scores.neutral, 2 / 8);
    near(scores.positive, 5 / 8);
  });

  it('gives the label with the highest score, and the first of two that are as high', () => {
    assert.equal(calibrate([2, 1, 0], plain).label, 'negative');
    assert.equal(calibrate([0, 2, 1], plain).label, 'neutral');
    assert.equal(calibrate([0, 1, 2], plain).label, 'positive');
    assert.equal(calibrate([1, 0, 1], plain).label, 'negative');
  });

  it('gives the probability of positive against negative whatever speaks for neutral', () => {
    near(calibrate([0, -9, 1], plain).probability, 1 / (1 + Math.exp(-1)));
    near(calibrate([0, 9, 1], plain).probability, 1 / (1 + Math.exp(-1)));
  });

  it('divides the logits by the temperature, then adds the bias of each label', () => {
    const calibration = { temperature: 2, bias: [0.5, 0, -0.5] as [number, number, number] };
    const { scores, probability } = calibrate([0, 2, 4], { ...plain, calibration });
    near(probability, 1 / (1 + Math.exp(-1)));
    near(scores.neutral, Math.exp(1) / (Math.exp(0.5) + Math.exp(1) + Math.exp(1.5)));
  });

  it('is certain from the threshold of the label that it gives', () => {
    const certain = (positive: number) =>
      calibrate([Math.log(1 - positive), -Infinity, Math.log(positive)], plain).certain;
    assert.deepEqual([0.3, 0.45, 0.55, 0.65, 0.75].map(certain), [true, false, false, false, true]);
  });

  it('stays within 0 and 1 however sure the model is', () => {
    assert.deepEqual(calibrate([1e6, 0, -1e6], plain), {
      label: 'negative',
      scores: { negative: 1, neutral: 0, positive: 0 },
      probability: 0,
      certain: true,
    });
    assert.deepEqual(calibrate([0, 1e6, 0], plain).scores, { negative: 0, neutral: 1, positive: 0 });
  });
});
