import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { UnknownPredictionError } from '../../../src/feedback/errors.ts';
import type { Vote } from '../../../src/feedback/prediction.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { prediction, traceOf } from '../../feedback/verdicts.ts';
import { holdsWhateverPeopleDo } from '../../feedback/whatever-people-do.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The feedback store', (current) => {
  const store = () => createFeedbackStore(current());

  async function kept(changes: Parameters<typeof prediction>[0] = {}) {
    const made = prediction(changes);
    await store().addPrediction(made);
    return made;
  }

  async function cast(predictionId: string, voter: string, correct: boolean, changes: Partial<Vote> = {}) {
    const vote = { predictionId, voter, correct, correction: null, votedAt: 1, ...changes };
    const { tally } = await store().castVote(predictionId, voter, () => ({ vote, trace: null }));
    return tally;
  }

  /** The vote that a person has, as the store tells it to the one who decides. */
  async function voteOf(predictionId: string, voter: string) {
    let found: Vote | undefined;
    await store().castVote(predictionId, voter, (earlier) => {
      found = earlier;
      return { vote: earlier ?? null, trace: null };
    });
    return found;
  }

  describe('keeps predictions', () => {
    it('and gives them back as they were', async () => {
      const made = await kept({
        createdAt: 1_795_372_681_684,
        origin: 'teams:19:a@thread.tacv2;messageid=1/2',
        author: 'a hash',
        text: "L'équipage 👩‍✈️ était « super » !\n",
        probability: 0.123456789012345,
        certain: false,
        truncated: true,
        language: 'und',
        label: 'negative',
      });
      assert.deepEqual(await store().findPrediction(made.id), made);
    });

    it('once, and gives the first back where one is written down again', async () => {
      const first = await kept({ label: 'positive', probability: 0.8 });
      const again = { ...first, label: 'negative' as const, probability: 0.2 };
      const announced = await store().addPrediction(again, undefined, () => assert.fail('announced twice'));
      assert.deepEqual(announced, first);
    });

    it('and gives nothing back for an id that is not known, whatever it holds', async () => {
      assert.equal(await store().findPrediction('nobody'), undefined);
      assert.equal(await store().findPrediction("'; drop table votes; --\0"), undefined);
      assert.deepEqual(await store().tally('nobody\0'), { up: 0, down: 0 });
      assert.equal(await store().forgetPost('nowhere\0'), 0);
    });

    it('and finds the last one of a channel on a post, with the analyses made since', async () => {
      const origin = 'teams:19:b@thread.tacv2/7';
      const channel = '19:b@thread.tacv2';
      await kept({ origin, channel, createdAt: 2 });
      const last = await kept({ origin, channel, createdAt: 4 });
      await kept({ origin, channel: null, createdAt: 3 });
      const analysis = await kept({ origin, channel: null, createdAt: 6 });
      const another = await kept({ origin, channel: null, createdAt: 5 });
      await kept({ origin: 'teams:19:b@thread.tacv2/8', channel, createdAt: 7 });
      assert.deepEqual(await store().findCurrent(origin), [analysis, another, last]);
      assert.deepEqual(await store().findCurrent('teams:19:b@thread.tacv2/9\0'), []);
    });

    it('whose text holds a character that PostgreSQL cannot keep', async () => {
      const { id } = await kept({ text: 'a\0b' });
      assert.equal((await store().findPrediction(id))?.text, 'a\uFFFDb');
    });

    it('that come at once in more than one statement holds, each once', async () => {
      const feedback = store();
      const made = Array.from({ length: 35 }, (_, n) =>
        prediction({ text: n % 3 === 0 ? '𝗥𝗲𝘁𝗮𝗿𝗱 du 1ᵉʳ' : null, certain: n % 2 === 0 }),
      );
      const again = { ...made[2]!, label: 'positive' as const, probability: 0.99 };
      const kept = await Promise.all([...made, again].map((each) => feedback.addPrediction(each)));
      assert.deepEqual(kept, [...made, made[2]]);
      const found = await Promise.all(made.map(({ id }) => feedback.findPrediction(id)));
      assert.deepEqual(found, made);
    });

    it('that come all at once, and rejects only those it cannot keep', async () => {
      const made = Array.from({ length: 1200 }, (_, i) =>
        prediction({ text: `Post ${i}`, ...(i === 700 && { model: null as never }) }),
      );
      const one = store();
      const outcomes = await Promise.allSettled(made.map((each) => one.addPrediction(each)));
      assert.deepEqual(
        outcomes.flatMap(({ status }, i) => (status === 'rejected' ? [i] : [])),
        [700],
      );
      for (const i of [0, 699, 701, 1199])
        assert.equal((await one.findPrediction(made[i]!.id))?.text, `Post ${i}`);
    });
  });

  describe('keeps votes', () => {
    it('and shows each person their earlier vote, and nobody another one', async () => {
      const { id } = await kept();
      await cast(id, 'ann', false, { correction: 'neutral', votedAt: 1_795_372_681_684 });
      assert.deepEqual(await voteOf(id, 'ann'), {
        predictionId: id,
        voter: 'ann',
        correct: false,
        correction: 'neutral',
        votedAt: 1_795_372_681_684,
      });
      assert.equal(await voteOf(id, 'bob'), undefined);
    });

    it('one of each person, and counts them', async () => {
      const { id } = await kept();
      await cast(id, 'ann', true);
      await cast(id, 'bob', true);
      assert.deepEqual(await cast(id, 'ann', false), { up: 1, down: 1 });
      assert.deepEqual(await store().tally(id), { up: 1, down: 1 });
    });

    it('until they are taken back', async () => {
      const { id } = await kept();
      await cast(id, 'ann', true);
      const { tally } = await store().castVote(id, 'ann', () => ({ vote: null, trace: null }));
      assert.deepEqual(tally, { up: 0, down: 0 });
      assert.equal(await voteOf(id, 'ann'), undefined);
    });

    it('and nothing of a vote whose decision fails, which is passed on', async () => {
      const { id } = await kept();
      const failure = new Error('not so');
      const failing = store().castVote(id, 'ann', () => {
        throw failure;
      });
      await assert.rejects(failing, (error) => error === failure);
      assert.deepEqual(await cast(id, 'bob', true), { up: 1, down: 0 });
    });

    it('and nothing of a vote whose trace cannot be stored', async () => {
      const made = await kept();
      const { id } = made;
      const vote = { predictionId: id, voter: 'ann', correct: false, correction: null, votedAt: 1 };
      const trace = traceOf('the same id', made, false, 1);
      await store().castVote(id, 'bob', () => ({ vote: { ...vote, voter: 'bob' }, trace }));
      await assert.rejects(store().castVote(id, 'ann', () => ({ vote, trace })));
      assert.equal(await voteOf(id, 'ann'), undefined);
      assert.deepEqual(await store().tally(id), { up: 0, down: 1 });
    });

    it('but none on a prediction that is not known', async () => {
      await assert.rejects(cast(crypto.randomUUID(), 'ann', true), UnknownPredictionError);
    });
  });

  it('holds the rule of votes whatever people do', async function () {
    this.timeout(30_000);
    const { db } = current();
    await holdsWhateverPeopleDo(
      () => ({
        store: store(),
        async votes(predictionId) {
          const rows = await db
            .selectFrom('votes')
            .selectAll()
            .where('prediction_id', '=', predictionId)
            .execute();
          return rows.map(({ correct, correction }) => ({ correct: Boolean(correct), correction }));
        },
        traces: async () => (await db.selectFrom('traces').select('id').execute()).length,
      }),
      20,
    );
  });

  describe('when many vote at once', () => {
    it('counts fifty people on one prediction', async () => {
      const { id } = await kept();
      await Promise.all(Array.from({ length: 50 }, (_, i) => cast(id, `person ${i}`, i % 5 !== 0)));
      assert.deepEqual(await store().tally(id), { up: 40, down: 10 });
    });

    it('lets fifty votes of one person see one another, and counts one', async () => {
      const { id } = await kept();
      let changes = 0;
      const votes = Array.from({ length: 50 }, (_, i) => i % 2 === 0);
      await Promise.all(
        votes.map((correct) =>
          store().castVote(id, 'ann', (earlier) => {
            if (earlier?.correct !== correct) changes += 1;
            return {
              vote: { predictionId: id, voter: 'ann', correct, correction: null, votedAt: 1 },
              trace:
                earlier?.correct === correct ? null : traceOf(crypto.randomUUID(), prediction(), correct, 1),
            };
          }),
        ),
      );
      const { up, down } = await store().tally(id);
      assert.equal(up + down, 1);
      const { rows } = await sql<{ count: number }>`select count(*) as count from traces`.execute(
        current().db,
      );
      assert.equal(rows[0]?.count, changes);
    });

    it('tells when the newest prediction was made', async () => {
      assert.equal(await store().newestPrediction(), undefined);
      for (const createdAt of [7, 9, 8]) await kept({ createdAt });
      assert.equal(await store().newestPrediction(), 9);
    });

    it('leaves no vote behind on predictions that are deleted meanwhile', async () => {
      const made = await Promise.all(Array.from({ length: 20 }, () => kept({ createdAt: 1 })));
      const votes = made.flatMap(({ id }) => ['ann', 'bob'].map((voter) => cast(id, voter, true)));
      const [outcomes] = await Promise.all([Promise.allSettled(votes), store().deletePredictions(2)]);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof UnknownPredictionError);
      await store().deletePredictions(2);
      const { rows } = await sql<{ count: number }>`select count(*) as count from votes`.execute(
        current().db,
      );
      assert.equal(rows[0]?.count, 0);
    });
  });

  describe('forgets', () => {
    it('the text of a post by its place, and how often it had one', async () => {
      const first = await kept({ origin: 'teams:c/1' });
      const edited = await kept({ origin: 'teams:c/1', text: 'edited' });
      const other = await kept({ origin: 'teams:c/11' });
      assert.equal(await store().forgetPost('teams:c/1'), 2);
      assert.equal(await store().forgetPost('teams:c/1'), 0);
      for (const { id } of [first, edited]) assert.equal((await store().findPrediction(id))?.text, null);
      assert.equal((await store().findPrediction(other.id))?.text, other.text);
    });

    it('old texts that nobody voted on, or whose votes were all taken back', async () => {
      const unvoted = await kept({ createdAt: 9 });
      const up = await kept({ createdAt: 9 });
      const down = await kept({ createdAt: 9 });
      const withdrawn = await kept({ createdAt: 9 });
      const young = await kept({ createdAt: 10 });
      await cast(up.id, 'ann', true);
      await cast(down.id, 'ann', false);
      await cast(withdrawn.id, 'ann', false);
      await store().castVote(withdrawn.id, 'ann', () => ({ vote: null, trace: null }));
      assert.equal(await store().forgetUnvotedTexts(10), 2);
      const texts = [];
      for (const { id } of [unvoted, withdrawn, up, down, young])
        texts.push((await store().findPrediction(id))?.text ?? null);
      assert.deepEqual(texts, [null, null, up.text, down.text, young.text]);
    });

    it('every text there is', async () => {
      const one = store();
      await Promise.all(Array.from({ length: 1100 }, () => one.addPrediction(prediction())));
      await cast((await kept()).id, 'ann', true);
      assert.equal(await one.forgetTexts(), 1101);
      assert.equal(await one.forgetTexts(), 0);
    });

    it('old predictions with their votes, however many', async () => {
      const one = store();
      const old = Array.from({ length: 1100 }, () => prediction({ createdAt: 9 }));
      await Promise.all(old.map((each) => one.addPrediction(each)));
      await cast(old[0]!.id, 'ann', true);
      const young = await kept({ createdAt: 10 });
      await cast(young.id, 'ann', true);
      assert.equal(await one.deletePredictions(10), 1100);
      assert.equal(await one.findPrediction(old[0]!.id), undefined);
      assert.deepEqual(await one.tally(young.id), { up: 1, down: 0 });
      const { rows } = await sql<{ count: number }>`select count(*) as count from votes`.execute(
        current().db,
      );
      assert.equal(rows[0]?.count, 1);
    });
  });
});
