// A prediction as the page gets it, for tests that do not care which.
import type { Prediction } from '../../src/web/api.ts';

export function prediction(changes: Partial<Prediction> = {}): Prediction {
  return {
    id: '0b5c1a4e-9d6f-4f3b-8c57-5e1f2a3b4c5d',
    label: 'positive',
    scores: { negative: 0.07, neutral: 0.02, positive: 0.91 },
    probability: 0.93,
    certain: true,
    lang: 'fr',
    truncated: false,
    model: 'a1b2c3d4e5f6',
    ...changes,
  };
}
