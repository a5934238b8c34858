import assert from 'node:assert/strict';
import { calibrate } from '../../src/sentiment/calibrate.ts';

describe('calibrate', () => {
  const card = { calibration: { temperature: 2 }, uncertain: { low: 0.25, high: 0.75 } };
  /** The logit that calibrates to a probability. */
  const logit = (probability: number) => 2 * Math.log(probability / (1 - probability));

  it('divides the logit by the temperature before it becomes a probability', () => {
    assert.equal(calibrate(2, card).probability, 1 / (1 + Math.exp(-1)));
  });

  it('calls a post positive from one half up', () => {
    assert.equal(calibrate(0, card).label, 'positive');
    assert.equal(calibrate(-1e-6, card).label, 'negative');
  });

  it('is certain outside the band of the card only', () => {
    const certain = [0.05, 0.24, 0.26, 0.5, 0.74, 0.76, 0.95].map((p) => calibrate(logit(p), card).certain);
    assert.deepEqual(certain, [true, true, false, false, false, true, true]);
  });

  it('takes a band that leans to one side', () => {
    const leaning = { ...card, uncertain: { low: 0.45, high: 0.8 } };
    const certain = [0.4, 0.46, 0.6, 0.79, 0.81].map((p) => calibrate(logit(p), leaning).certain);
    assert.deepEqual(certain, [true, false, false, false, true]);
  });

  it('counts the edges of the band as uncertain', () => {
    const edges = { calibration: { temperature: 1 }, uncertain: { low: 0.5, high: 0.5 } };
    assert.equal(calibrate(0, edges).certain, false);
  });

  it('stays within 0 and 1 however sure the model is', () => {
    assert.deepEqual(
      [-1e6, 1e6].map((sure) => calibrate(sure, card)),
      [
        { label: 'negative', probability: 0, certain: true },
        { label: 'positive', probability: 1, certain: true },
      ],
    );
  });
});
