import assert from 'node:assert/strict';
import {
  CorrectionIsVerdictError,
  CorrectionOnGoodVoteError,
  NoBadVoteError,
  UnknownPredictionError,
} from '../../src/feedback/errors.ts';
import { createFeedbackService, type FeedbackServiceParts } from '../../src/feedback/feedback-service.ts';
import { createMemoryStore } from './memory-store.ts';
import { verdict } from './verdicts.ts';
import { holdsWhateverPeopleDo } from './whatever-people-do.ts';

function setUp(parts: Partial<FeedbackServiceParts> = {}) {
  const store = createMemoryStore();
  let now = 1000;
  let notified = 0;
  const feedback = createFeedbackService({
    store,
    hashPerson: (door, id) => `${door}#${id}`,
    keepText: 'voted',
    clock: () => now,
    onTrace: () => {
      notified += 1;
    },
    ...parts,
  });
  const record = () => feedback.record({ verdict, text: 'Merci !', door: 'teams', origin: 'teams:c/1' });
  return { store, feedback, record, notified: () => notified, pass: (ms: number) => (now += ms) };
}

const messages = (store: ReturnType<typeof createMemoryStore>) => store.traces.map(({ message }) => message);

describe('The ledger, when a verdict is recorded', () => {
  it('keeps it under a new UUID, with the time and the place of the post', async () => {
    const { store, feedback } = setUp();
    const kept = await feedback.record({
      verdict,
      text: 'Merci !',
      door: 'teams',
      origin: 'teams:c/1',
      channel: 'c',
      thread: '7',
      author: 'Eve',
    });
    assert.match(kept.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(kept, {
      ...verdict,
      id: kept.id,
      createdAt: 1000,
      door: 'teams',
      origin: 'teams:c/1',
      channel: 'c',
      thread: '7',
      author: 'teams#Eve',
      text: 'Merci !',
    });
    assert.deepEqual(store.predictions.get(kept.id), kept);
  });

  it('knows neither author nor place of a post that has none', async () => {
    const { feedback } = setUp();
    const kept = await feedback.record({ verdict, text: 'Merci !', door: 'api' });
    const { author, origin, channel, thread } = kept;
    assert.deepEqual([author, origin, channel, thread], [null, null, null, null]);
  });

  it('stores no text when none is to be kept', async () => {
    const { store, feedback } = setUp({ keepText: 'none' });
    const { id } = await feedback.record({ verdict, text: 'Merci !', door: 'api' });
    assert.equal(store.predictions.get(id)?.text, null);
  });

  it('tells once of a verdict that is written down twice, and gives the first back', async () => {
    const recorded: string[] = [];
    const { feedback } = setUp({ onRecord: (_entry, id) => recorded.push(id) });
    const id = '5b6cf1a5-9d3e-8f40-a1b2-c3d4e5f60718';
    const first = await feedback.record({ id, verdict, text: 'Merci !', door: 'teams' });
    const again = { ...verdict, model: 'ffffffffffff', probability: 0.1 };
    assert.deepEqual(await feedback.record({ id, verdict: again, text: 'Merci !', door: 'teams' }), first);
    assert.deepEqual(recorded, [id]);
  });

  it('does not call a verdict recorded that could not be stored', async () => {
    const store = { ...createMemoryStore(), addPrediction: () => Promise.reject(new Error('disk full')) };
    const { feedback } = setUp({ store });
    await assert.rejects(feedback.record({ verdict, text: 'Merci !', door: 'api' }), /disk full/);
  });
});

describe('The ledger, when people vote', () => {
  it('counts one vote of each person', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: true });
    const { tally, vote, prediction } = await feedback.vote({ predictionId, person: 'Bob', correct: false });
    assert.deepEqual(tally, { up: 1, down: 1 });
    assert.deepEqual(vote, {
      predictionId,
      voter: 'teams#Bob',
      correct: false,
      correction: null,
      votedAt: 1000,
    });
    assert.equal(prediction.id, predictionId);
  });

  it('lets the last vote of a person stand', async () => {
    const { feedback, record, store } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: true });
    const { tally } = await feedback.vote({ predictionId, person: 'Ann', correct: false });
    assert.deepEqual(tally, { up: 0, down: 1 });
    assert.equal(store.votes().length, 1);
  });

  it('hashes the person with the door of the prediction, wherever the vote comes from', async () => {
    const { feedback, store } = setUp();
    const { id: predictionId } = await feedback.record({ verdict, text: 'x', door: 'api' });
    await feedback.vote({ predictionId, person: 'Ann', correct: true });
    assert.equal(store.votes()[0]?.voter, 'api#Ann');
  });

  it('keeps the correction and the time of a 👎 that is repeated without one', async () => {
    const { feedback, record, pass } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: false, correction: 'neutral' });
    pass(500);
    const { vote } = await feedback.vote({ predictionId, person: 'Ann', correct: false });
    assert.equal(vote?.correction, 'neutral');
    assert.equal(vote?.votedAt, 1000);
  });

  it('takes the newer correction of a 👎 that is repeated with one', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: false, correction: 'neutral' });
    const { vote } = await feedback.vote({
      predictionId,
      person: 'Ann',
      correct: false,
      correction: 'negative',
    });
    assert.equal(vote?.correction, 'negative');
  });

  it('drops the correction of somebody who turns to 👍, also when they turn back', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: false, correction: 'neutral' });
    assert.equal(
      (await feedback.vote({ predictionId, person: 'Ann', correct: true })).vote?.correction,
      null,
    );
    assert.equal(
      (await feedback.vote({ predictionId, person: 'Ann', correct: false })).vote?.correction,
      null,
    );
  });

  it('keeps what they say the post is about whichever side they take, until they take the vote back', async () => {
    const { store, feedback, record } = setUp();
    const { id: predictionId } = await record();
    const key = { predictionId, person: 'Ann' };
    const said = () => store.votes().map(({ topics }) => topics);
    await feedback.vote({ ...key, correct: true, topics: ['baggage'] });
    await feedback.vote({ ...key, correct: false });
    await feedback.correct({ ...key, correction: 'negative' });
    await feedback.react({ ...key, added: [{ name: 'like', correct: true }], removed: [] });
    assert.deepEqual(said(), [['baggage']]);
    await feedback.vote({ ...key, correct: true, topics: [] });
    assert.deepEqual(said(), [[]]);
    await feedback.withdraw({ ...key, correct: true });
    await feedback.vote({ ...key, correct: true });
    assert.deepEqual(said(), [undefined]);
  });

  it('refuses a correction on a 👍', async () => {
    const { feedback, record, store } = setUp();
    const { id: predictionId } = await record();
    await assert.rejects(
      feedback.vote({ predictionId, person: 'Ann', correct: true, correction: 'negative' }),
      CorrectionOnGoodVoteError,
    );
    assert.deepEqual(store.votes(), []);
  });

  it('refuses a correction to the label of the verdict itself', async () => {
    const { feedback, record, store } = setUp();
    const { id: predictionId, label: correction } = await record();
    const ballot = { predictionId, person: 'Ann' };
    await assert.rejects(feedback.vote({ ...ballot, correct: false, correction }), CorrectionIsVerdictError);
    assert.deepEqual(store.votes(), []);
    await feedback.vote({ ...ballot, correct: false });
    await assert.rejects(feedback.correct({ ...ballot, correction }), CorrectionIsVerdictError);
  });

  it('refuses a vote on a prediction that nobody made, or that stands on another post', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    await assert.rejects(
      feedback.vote({ predictionId: 'nobody', person: 'Ann', correct: true }),
      UnknownPredictionError,
    );
    await assert.rejects(
      feedback.vote({ predictionId, person: 'Ann', correct: true, origin: 'teams:c/2' }),
      UnknownPredictionError,
    );
    await feedback.vote({ predictionId, person: 'Ann', correct: true, origin: 'teams:c/1' });
  });
});

describe('The ledger, when a vote is new or changes side', () => {
  it('leaves a trace each time, and tells who carries traces', async () => {
    const { feedback, record, store, notified } = setUp();
    const { id: predictionId } = await record();
    for (const correct of [false, true, false]) await feedback.vote({ predictionId, person: 'Ann', correct });
    assert.deepEqual(messages(store), ['Mauvaise prédiction', 'Bonne prédiction', 'Mauvaise prédiction']);
    assert.equal(new Set(store.traces.map(({ id }) => id)).size, 3);
    assert.equal(notified(), 3);
  });

  it('leaves none for a repeated click, a correction or a withdrawal', async () => {
    const { feedback, record, store, notified } = setUp();
    const { id: predictionId } = await record();
    const ann = { predictionId, person: 'Ann' };
    await feedback.vote({ ...ann, correct: false });
    await feedback.vote({ ...ann, correct: false });
    await feedback.vote({ ...ann, correct: false, correction: 'negative' });
    await feedback.correct({ ...ann, correction: 'neutral' });
    await feedback.withdraw({ ...ann, correct: false });
    assert.equal(store.traces.length, 1);
    assert.equal(notified(), 1);
  });

  it('tells nobody of a trace that was not stored', async () => {
    const store = createMemoryStore();
    const { feedback, record, notified } = setUp({
      store: { ...store, castVote: () => Promise.reject(new Error('disk full')) },
    });
    const { id: predictionId } = await record();
    await assert.rejects(feedback.vote({ predictionId, person: 'Ann', correct: false }), /disk full/);
    assert.equal(notified(), 0);
  });
});

describe('The ledger, when a person corrects', () => {
  it('adds the right label to their 👎, and the vote keeps its time', async () => {
    const { feedback, record, pass } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: false });
    pass(500);
    const { vote, tally } = await feedback.correct({ predictionId, person: 'Ann', correction: 'negative' });
    assert.deepEqual(
      { correction: vote?.correction, votedAt: vote?.votedAt },
      { correction: 'negative', votedAt: 1000 },
    );
    assert.deepEqual(tally, { up: 0, down: 1 });
  });

  it('refuses it of somebody who has not voted, or voted 👍', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    const correction = { predictionId, person: 'Ann', correction: 'negative' } as const;
    await assert.rejects(feedback.correct(correction), NoBadVoteError);
    await feedback.vote({ predictionId, person: 'Bob', correct: false });
    await assert.rejects(feedback.correct(correction), NoBadVoteError);
    await feedback.vote({ predictionId, person: 'Ann', correct: true });
    await assert.rejects(feedback.correct(correction), NoBadVoteError);
  });

  it('refuses it on a prediction that is not known', async () => {
    const { feedback } = setUp();
    await assert.rejects(
      feedback.correct({ predictionId: 'nobody', person: 'Ann', correction: 'negative' }),
      UnknownPredictionError,
    );
  });
});

describe('The ledger, when a person takes a vote back', () => {
  it('forgets the vote, so that the next one is new again', async () => {
    const { feedback, record, store } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: false });
    const { vote, tally } = await feedback.withdraw({ predictionId, person: 'Ann', correct: false });
    assert.equal(vote, null);
    assert.deepEqual(tally, { up: 0, down: 0 });
    await feedback.vote({ predictionId, person: 'Ann', correct: false });
    assert.equal(store.traces.length, 2);
  });

  it('leaves a vote on the other side alone', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: false });
    const { vote, tally } = await feedback.withdraw({ predictionId, person: 'Ann', correct: true });
    assert.equal(vote?.correct, false);
    assert.deepEqual(tally, { up: 0, down: 1 });
  });

  it('does nothing where there is no vote', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    const { vote } = await feedback.withdraw({ predictionId, person: 'Ann', correct: true });
    assert.equal(vote, null);
  });
});

describe('The ledger, when a post is deleted', () => {
  it('forgets its text and keeps the verdict and the votes', async () => {
    const { feedback, record } = setUp();
    const { id: predictionId } = await record();
    await feedback.vote({ predictionId, person: 'Ann', correct: true });
    assert.equal(await feedback.forgetPost('teams:c/1'), 1);
    assert.equal(await feedback.forgetPost('teams:c/1'), 0);
    assert.equal((await feedback.find(predictionId))?.text, null);
    assert.deepEqual(await feedback.tally(predictionId), { up: 1, down: 0 });
  });
});

describe('The ledger, whatever people do', () => {
  it('counts the side each person took last, and traces every taking of a side once', () =>
    holdsWhateverPeopleDo(() => {
      const store = createMemoryStore();
      return { store, votes: async () => store.votes(), traces: async () => store.traces.length };
    }));
});

describe('The reason of a vote', () => {
  for (const [keepText, kept] of [
    ['voted', 'Ironie'],
    ['all', 'Ironie'],
    ['none', undefined],
  ] as const)
    it(`is ${kept ? 'kept, and stays when the vote is repeated' : 'not kept'} with KEEP_TEXT=${keepText}`, async () => {
      const { feedback, record, store } = setUp({ keepText });
      const key = { predictionId: (await record()).id, person: 'ann', correct: false };
      await feedback.vote({ ...key, reason: ' Ironie ' });
      await feedback.vote({ ...key, reason: '  ' });
      await feedback.vote({ ...key, correction: 'neutral' });
      assert.deepEqual(
        store.votes().map(({ correction, reason }) => [correction, reason]),
        [['neutral', kept]],
      );
      assert.equal(store.traces.length, 1);
    });
});
