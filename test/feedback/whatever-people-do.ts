// The rule of votes as a property, for the rules alone and for the stores under them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NoBadVoteError } from '../../src/feedback/errors.ts';
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import type { FeedbackStore } from '../../src/feedback/feedback-store.ts';
import { verdict } from './verdicts.ts';

export interface Observed {
  readonly store: FeedbackStore;
  votes(predictionId: string): Promise<readonly { correct: boolean; correction: string | null }[]>;
  traces(): Promise<number>;
}

const person = fc.constantFrom('Ann', 'Bob', 'Eve');
const action = fc.oneof(
  fc.record({ kind: fc.constant('vote' as const), person, correct: fc.boolean() }),
  fc.record({ kind: fc.constant('correct' as const), person, correct: fc.constant(false) }),
  fc.record({ kind: fc.constant('withdraw' as const), person, correct: fc.boolean() }),
);

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Lets people vote, correct and withdraw at random, against a model that is a map from person to side. */
export async function holdsWhateverPeopleDo(observe: () => Observed, numRuns = 100): Promise<void> {
  const actions = fc.array(action, { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(actions, (done) => hold(observe(), done)),
    { numRuns },
  );
}

async function hold({ store, votes, traces }: Observed, actions: readonly Action[]): Promise<void> {
  const feedback = createFeedbackService({
    store,
    hashPerson: (door, id) => `${door}#${id}`,
    keepText: 'all',
  });
  const { id: predictionId } = await feedback.record({ verdict, text: 'x', door: 'teams' });
  const sides = new Map<string, boolean>();
  const tracesBefore = await traces();
  let taken = 0;
  for (const { kind, person, correct } of actions) {
    const key = { predictionId, person };
    if (kind === 'vote') {
      if (sides.get(person) !== correct) taken += 1;
      sides.set(person, correct);
      await feedback.vote({ ...key, correct });
    } else if (kind === 'withdraw') {
      if (sides.get(person) === correct) sides.delete(person);
      await feedback.withdraw({ ...key, correct });
    } else if (sides.get(person) === false) {
      await feedback.correct({ ...key, correction: 'neutral' });
    } else {
      await assert.rejects(feedback.correct({ ...key, correction: 'neutral' }), NoBadVoteError);
    }
  }
  const count = (side: boolean) => [...sides.values()].filter((each) => each === side).length;
  assert.deepEqual(await feedback.tally(predictionId), { up: count(true), down: count(false) });
  assert.equal((await traces()) - tracesBefore, taken);
  const kept = await votes(predictionId);
  assert.equal(kept.length, sides.size);
  assert.ok(kept.every(({ correct, correction }) => !correct || correction === null));
}
