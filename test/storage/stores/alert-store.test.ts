import assert from 'node:assert/strict';
import type { RuleCheck } from '../../../src/alert/incident-store.ts';
import { createAlertStore } from '../../../src/storage/stores/alert-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { castVotes } from '../../alert/votes.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The store of incidents', (current) => {
  const store = () => createAlertStore(current());

  const votes = (times: readonly number[], correct = false) => castVotes(current(), times, { correct });

  const burst = (firstAt: number, lastAt: number) => ({ rule: 'burst' as const, firstAt, lastAt });
  const mails = async () =>
    (await current().db.selectFrom('mails').selectAll().execute()).map((row) => ({ ...row }));

  it('shows a rule the 👎 that stand since a time, and what it looked at before', async () => {
    await votes([10, 20, 30]);
    await votes([40], true);
    const seen = await store().inTurn('burst', async (turn: RuleCheck) => {
      await turn.judged(30);
      return {
        known: await turn.incidentsSince(0),
        until: turn.judgedUntil,
        times: await turn.badVotesSince(20),
      };
    });
    assert.deepEqual({ ...seen, times: seen.times.toSorted() }, { known: [], until: 0, times: [20, 30] });
    assert.equal(await store().inTurn('burst', async (turn) => turn.judgedUntil), 30);
    assert.equal(await store().inTurn('rate', async (turn) => turn.judgedUntil), 0);
  });

  it('counts both sides of a span, its ends included', async () => {
    await votes([10, 20, 30]);
    await votes([20, 40], true);
    assert.deepEqual(await store().tallyIn({ firstAt: 20, lastAt: 30 }), { up: 1, down: 2 });
    assert.deepEqual(await store().inTurn('rate', (turn) => turn.tallyIn({ firstAt: 30, lastAt: 40 })), {
      up: 1,
      down: 1,
    });
    assert.deepEqual(await store().tallyIn({ firstAt: 1, lastAt: 2 }), { up: 0, down: 0 });
  });

  it('counts what those who voted against in a span say is right', async () => {
    await castVotes(current(), [20, 30], { correct: false, correction: 'negative' });
    await castVotes(current(), [30], { correct: false, correction: 'neutral' });
    await castVotes(current(), [31], { correct: false, correction: 'neutral' });
    await votes([25]);
    const corrections = await store().correctionsIn({ firstAt: 20, lastAt: 30 });
    assert.deepEqual(corrections, { negative: 2, neutral: 1, positive: 0 });
  });

  it('keeps an incident once, with one mail, as far as it has come', async () => {
    const keep = (incident: ReturnType<typeof burst>) =>
      store().inTurn('burst', (turn) => turn.keep(incident, true));
    await keep(burst(10, 20));
    await keep(burst(10, 30));
    assert.deepEqual(await store().findIncident('burst-10'), burst(10, 30));
    assert.deepEqual(await mails(), [{ incident_id: 'burst-10', attempts: 0, due_at: 0, recipients: null }]);
    const [lasting] = await store().inTurn('burst', (turn) => turn.incidentsSince(30));
    assert.deepEqual({ ...lasting }, { firstAt: 10, lastAt: 30 });
    assert.deepEqual(await store().inTurn('rate', (turn) => turn.incidentsSince(0)), []);
  });

  it('lists the last incidents of both rules, the newest first', async () => {
    await store().inTurn('burst', async (turn) => {
      await turn.keep(burst(10, 20), false);
      await turn.keep(burst(50, 60), false);
    });
    await store().inTurn('rate', (turn) => turn.keep({ rule: 'rate', firstAt: 15, lastAt: 40 }, false));
    assert.deepEqual(await store().latestIncidents(2), [
      burst(50, 60),
      { rule: 'rate', firstAt: 15, lastAt: 40 },
    ]);
  });

  it('keeps neither incident nor mail when a look fails', async () => {
    const look = store().inTurn('burst', async (turn) => {
      await turn.keep(burst(10, 20), true);
      throw new Error('lost in the middle');
    });
    await assert.rejects(look, /lost in the middle/);
    assert.equal(await store().findIncident('burst-10'), undefined);
    assert.deepEqual(await mails(), []);
  });

  it('finds the newest 👎 of a span with their predictions', async () => {
    const early = await votes([10, 20]);
    const late = await votes([30]);
    const found = await store().badVotesIn({ firstAt: 10, lastAt: 30 }, 2);
    assert.deepEqual(
      found.map(({ prediction: { id }, vote }) => [id, vote.votedAt]),
      [
        [late.id, 30],
        [early.id, 20],
      ],
    );
    assert.deepEqual(found[0]?.prediction, late);
  });

  it('tells the topics of a prediction from those that a voter gave', async () => {
    const topics = [{ name: 'baggage', probability: 0.9 }];
    const on = await castVotes(current(), [], {
      on: prediction({ topics, act: 'complaint', needsAnswer: 0.8 }),
    });
    const vote = { predictionId: on.id, voter: 'v', correct: false, correction: null, topics: ['refund'] };
    await createFeedbackStore(current()).castVote(on.id, 'v', () => ({
      vote: { ...vote, votedAt: 10 },
      trace: null,
    }));
    const [found] = await store().badVotesIn({ firstAt: 10, lastAt: 10 }, 2);
    assert.deepEqual(found?.prediction.topics, topics);
    assert.deepEqual(found?.vote.topics, ['refund']);
  });

  it('deletes incidents that ended before a time, with their mails', async () => {
    await store().inTurn('burst', async (turn) => {
      await turn.keep(burst(10, 20), true);
      await turn.keep(burst(90, 100), true);
    });
    assert.equal(await store().deleteIncidents(100), 1);
    assert.deepEqual(
      (await mails()).map(({ incident_id }) => incident_id),
      ['burst-90'],
    );
  });
});
