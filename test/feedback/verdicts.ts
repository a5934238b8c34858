// A verdict to start from, for tests that do not care which.
import type { Handling } from '../../src/feedback/handling.ts';
import type { Prediction } from '../../src/feedback/prediction.ts';
import { type Trace, voteTrace } from '../../src/feedback/trace.ts';
import { type Label, type Scores, scoresOf, type Verdict } from '../../src/sentiment/verdict.ts';

export const verdict: Verdict = {
  label: 'positive',
  scores: scoresFor('positive', 0.93),
  probability: 0.93,
  certain: true,
  language: 'fr',
  truncated: false,
  model: 'a1b2c3d4e5f6',
};

/** Scores that go with a label and a probability of positive against negative. */
export function scoresFor(label: Label, probability: number): Scores {
  return scoresOf(probability, label === 'neutral' ? 0.8 : 0);
}

export function prediction(changes: Partial<Prediction> = {}): Prediction {
  const { label, probability } = { ...verdict, ...changes };
  return {
    ...verdict,
    scores: scoresFor(label, probability),
    id: crypto.randomUUID(),
    createdAt: 1_700_000_000_000,
    door: 'teams',
    origin: null,
    channel: null,
    thread: null,
    author: null,
    text: 'Vol parfait, merci !',
    ...changes,
  };
}

/** How far a post is that waits for an answer. */
export const OPEN: Handling = {
  status: 'open',
  revision: 1,
  holder: null,
  openedAt: 1_700_000_000_000,
  since: 1_700_000_000_000,
  takenAt: null,
  doneAt: null,
};

/** The trace with this id of a vote that Ann gave at `at`. */
export function traceOf(id: string, voted: Prediction, correct: boolean, at: number): Trace {
  return voteTrace(id, voted, {
    predictionId: voted.id,
    voter: 'ann',
    correct,
    correction: null,
    votedAt: at,
  });
}
