import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { UnknownPredictionError } from '../../../../src/feedback/errors.ts';
import { createFeedbackService } from '../../../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../../../src/feedback/people.ts';
import type { Database } from '../../../../src/storage/engine/database.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { markForgotten } from '../../../../src/storage/stores/forgotten.ts';
import { createPostStore } from '../../../../src/storage/stores/posts/post-store.ts';
import { createReminderStore } from '../../../../src/storage/stores/triage/reminder-store.ts';
import { lockPost } from '../../../../src/storage/stores/triage/triage-rows.ts';
import { createTriageStore } from '../../../../src/storage/stores/triage/triage-store.ts';
import { createTriage, StatusChangedError, type StatusWish } from '../../../../src/triage/triage.ts';
import { eventually } from '../../../e2e/eventually.ts';
import { verdict } from '../../../feedback/verdicts.ts';
import { onBothDatabases } from '../../databases.ts';

const CARE = '19:care@thread.tacv2';
const ORIGIN = `teams:${CARE}/1`;
const hashPerson = createPeopleHash('k'.repeat(32));

onBothDatabases('The triage', (current) => {
  let now = 1000;
  const clock = () => now;

  const serviceOf = (database: Database) => {
    const feedback = createFeedbackService({
      store: createFeedbackStore(database),
      hashPerson,
      keepText: 'all',
      clock,
      waitsForAnswer: ({ text }) => !text.startsWith('Merci'),
    });
    const triage = createTriage({
      store: createTriageStore(database),
      findPrediction: feedback.find,
      hashPerson,
      cardsOf: async () => () => [],
      clock,
    });
    return { feedback, triage };
  };
  const feedback = () => serviceOf(current()).feedback;
  const triage = () => serviceOf(current()).triage;
  const ann = hashPerson('teams', 'ann');

  async function posted(text = 'Valise perdue', changes = {}) {
    const post = { text, verdict, door: 'teams', origin: ORIGIN, channel: CARE, author: 'zoe' } as const;
    return (await feedback().record({ ...post, ...changes })).id;
  }
  const change = (predictionId: string, status: StatusWish['status'], more: Partial<StatusWish> = {}) =>
    triage().change({ predictionId, status, door: 'teams', person: 'ann', ...more });
  const statuses = async (id: string) =>
    (await triage().history(id)).map(({ status, person }) => [status, person]);
  const listed = async (status: StatusWish['status']) =>
    (await createPostStore(current()).find({ status }, undefined, 10)).posts.map(
      ({ prediction }) => prediction.id,
    );

  beforeEach(() => {
    now = 1000;
  });

  it('lets posts wait that need an answer, and no others', async () => {
    const id = await posted();
    const thanks = await posted('Merci !', { origin: `teams:${CARE}/2` });
    assert.deepEqual(await triage().find(id), {
      status: 'open',
      revision: 1,
      holder: null,
      openedAt: 1000,
      since: 1000,
      takenAt: null,
      doneAt: null,
    });
    assert.equal(await triage().find(thanks), undefined);
    assert.deepEqual(await listed('open'), [id]);
  });

  it('does not let a post wait twice that is written down twice', async () => {
    const id = crypto.randomUUID();
    await posted('Valise perdue', { id });
    await change(id, 'taken');
    await posted('Valise perdue', { id });
    assert.equal((await triage().find(id))?.status, 'taken');
  });

  it('goes from open to taken to answered and back, and keeps who did what and when', async () => {
    const id = await posted();
    now = 2000;
    const { handling: taken } = await change(id, 'taken', { revision: 1 });
    assert.deepEqual([taken.status, taken.holder, taken.takenAt, taken.doneAt], ['taken', ann, 2000, null]);
    now = 3000;
    const { handling: answered } = await change(id, 'answered', { revision: 2 });
    assert.deepEqual([answered.takenAt, answered.doneAt, answered.openedAt], [2000, 3000, 1000]);
    now = 4000;
    const { handling: again } = await change(id, 'open', { revision: 3, person: 'bob' });
    assert.deepEqual(again, {
      status: 'open',
      revision: 4,
      holder: null,
      openedAt: 4000,
      since: 4000,
      takenAt: null,
      doneAt: null,
    });
    assert.deepEqual(await statuses(id), [
      ['open', null],
      ['taken', ann],
      ['answered', ann],
      ['open', hashPerson('teams', 'bob')],
    ]);
    assert.deepEqual(await listed('open'), [id]);
    assert.deepEqual(await listed('answered'), []);
  });

  it('takes in a post that waited for nothing, when somebody says so', async () => {
    const id = await posted('Merci !');
    await change(id, 'open', { revision: 0 });
    assert.equal((await triage().find(id))?.status, 'open');
  });

  it('keeps on waiting since the post came when somebody gives it back', async () => {
    const id = await posted();
    now = 2000;
    await change(id, 'taken');
    now = 3000;
    const { handling } = await change(id, 'open');
    assert.deepEqual([handling.openedAt, handling.takenAt, handling.since], [1000, null, 3000]);
  });

  it('refuses whoever saw it as it is no more, and tells what stands', async () => {
    const id = await posted();
    await change(id, 'taken', { revision: 1 });
    await assert.rejects(change(id, 'taken', { revision: 1, person: 'bob' }), (error) => {
      assert.ok(error instanceof StatusChangedError);
      assert.deepEqual([error.handling?.status, error.handling?.holder], ['taken', ann]);
      return true;
    });
    assert.equal((await triage().history(id)).length, 2);
  });

  it('does once what the same person does twice', async () => {
    const id = await posted();
    await change(id, 'taken', { revision: 1 });
    const { handling } = await change(id, 'taken', { revision: 1 });
    assert.equal(handling.revision, 2);
  });

  it('does once what is delivered twice, whatever has become of it since', async () => {
    const id = await posted();
    await change(id, 'taken', { revision: 1, once: 'press 1' });
    await change(id, 'answered', { person: 'bob' });
    const { handling } = await change(id, 'taken', { revision: 1, once: 'press 1' });
    assert.equal(handling.status, 'answered');
    assert.equal((await triage().history(id)).length, 3);
  });

  it('knows no post that does not exist', async () => {
    await assert.rejects(change(crypto.randomUUID(), 'taken'), UnknownPredictionError);
    assert.equal(await triage().find('nobody\0'), undefined);
    assert.deepEqual(await triage().history('nobody\0'), []);
  });

  it('gives a post to one of many who take it at once', async () => {
    const id = await posted();
    const people = Array.from({ length: 20 }, (_, i) => `person ${i}`);
    const outcomes = await Promise.allSettled(
      people.map((person) => change(id, 'taken', { revision: 1, person })),
    );
    const winners = people.filter((_, i) => outcomes[i]!.status === 'fulfilled');
    assert.equal(winners.length, 1);
    assert.equal((await triage().find(id))?.holder, hashPerson('teams', winners[0]!));
    assert.equal((await triage().history(id)).length, 2);
  });

  describe('when a post is edited', () => {
    const edited = async (text: string) => {
      const id = await posted(text);
      await triage().follow(ORIGIN, id);
      return id;
    };

    it('lets what waited wait on, since it came, and ends what needs nothing any more', async () => {
      const first = await posted();
      now = 5000;
      const second = await edited('Valise perdue à Nice');
      assert.deepEqual(await listed('open'), [second]);
      assert.equal((await triage().find(second))?.openedAt, 1000);
      assert.deepEqual(await triage().history(second), [{ status: 'open', person: null, at: 1000 }]);
      assert.equal((await triage().find(first))?.status, 'no_answer');
      const third = await edited('Merci, valise retrouvée');
      assert.equal(await triage().find(third), undefined);
      assert.deepEqual(await listed('open'), []);
    });

    it('tells nobody again of what they were told of, and of nothing that they were not', async () => {
      const reminders = createReminderStore(current());
      const untold = async (kind: 'reminder' | 'escalation') =>
        (await reminders.untold(CARE, kind, { since: 0, until: 9000 }, 10)).map(({ id }) => id);
      await reminders.tell('reminder', [await posted()], 2000, () => []);
      const id = await edited('Valise perdue à Nice');
      assert.deepEqual(await untold('reminder'), []);
      assert.deepEqual(await untold('escalation'), [id]);
    });

    it('leaves it with whoever has taken it, whatever it says now', async () => {
      await change(await posted(), 'taken');
      const id = await edited('Merci, valise retrouvée');
      const handling = await triage().find(id);
      assert.deepEqual([handling?.status, handling?.holder, handling?.openedAt], ['taken', ann, 1000]);
      assert.deepEqual(await listed('taken'), [id]);
    });

    it('lets one wait anew that was answered before it said something else', async () => {
      const first = await posted();
      await change(first, 'answered');
      now = 9000;
      const second = await edited('Valise perdue, encore');
      assert.equal((await triage().find(first))?.status, 'answered');
      const again = await triage().find(second);
      assert.deepEqual([again?.status, again?.openedAt], ['open', 9000]);
    });

    it('does so once when the work is done again', async () => {
      await change(await posted(), 'taken');
      const id = await edited('Valise perdue à Nice');
      const once = await triage().history(id);
      await triage().follow(ORIGIN, id);
      assert.deepEqual(await triage().history(id), once);
    });
  });

  describe('when a post is deleted', () => {
    it('ends what nobody has ended, by itself', async () => {
      const [open, taken] = [await posted(), await posted('Vol nul')];
      await change(taken, 'taken');
      await feedback().forgetPost(ORIGIN);
      assert.deepEqual(await listed('no_answer'), [open, taken].toSorted().toReversed());
      const handling = await triage().find(taken);
      assert.deepEqual([handling?.holder, handling?.doneAt], [null, null]);
      assert.deepEqual((await statuses(taken)).at(-1), ['no_answer', null]);
    });

    it('leaves what was answered, without its place', async () => {
      const id = await posted();
      await change(id, 'answered');
      await feedback().forgetPost(ORIGIN);
      const { status, channel } = await current()
        .db.selectFrom('triage')
        .selectAll()
        .executeTakeFirstOrThrow();
      assert.deepEqual([status, channel], ['answered', null]);
      assert.equal((await triage().find(id))?.holder, ann);
    });

    it('goes with its prediction', async () => {
      await change(await posted(), 'taken');
      await createFeedbackStore(current()).deletePredictions(now + 1);
      for (const table of ['triage', 'triage_changes'] as const)
        assert.deepEqual(await current().db.selectFrom(table).selectAll().execute(), []);
    });
  });

  describe('when a person is forgotten', () => {
    it('lets wait again what they had taken, and keeps nothing of them', async () => {
      const [taken, answered] = [await posted(), await posted('Vol nul')];
      await change(taken, 'taken');
      await change(answered, 'answered');
      await feedback().forgetPerson('ann');
      const again = await triage().find(taken);
      assert.deepEqual([again?.status, again?.holder, again?.openedAt], ['open', null, 1000]);
      const done = await triage().find(answered);
      assert.deepEqual([done?.status, done?.holder], ['answered', null]);
      assert.deepEqual(await statuses(taken), [
        ['open', null],
        ['taken', null],
        ['open', null],
      ]);
      assert.deepEqual(await listed('open'), [taken]);
    });

    it('does not give them what they asked for before', async () => {
      const id = await posted();
      const receivedAt = now;
      now = 2000;
      await feedback().forgetPerson('ann');
      await change(id, 'taken', { receivedAt });
      assert.equal((await triage().find(id))?.status, 'open');
    });

    it('does not leave it with them where an edit comes between', async () => {
      await change(await posted(), 'taken');
      await markForgotten(current(), [ann], 2000);
      now = 3000;
      const second = await posted('Valise perdue à Nice');
      await triage().follow(ORIGIN, second);
      const again = await triage().find(second);
      assert.deepEqual([again?.status, again?.holder, again?.openedAt], ['open', null, 1000]);
      assert.deepEqual(await statuses(second), [['open', null]]);
    });

    it('waits for an edit that is under way, which may give them what it is to let wait', async () => {
      const first = await posted();
      await change(first, 'taken');
      now = 2000;
      const second = await posted('Merci, mais toujours rien');
      const { db, kind } = current();
      const started: Promise<unknown>[] = [];
      const follow = () => started.push(triage().follow(ORIGIN, second));
      const forget = () => started.push(feedback().forgetPerson('ann'));
      if (kind === 'postgres')
        await db.transaction().execute(async (trx) => {
          await lockPost(trx, kind, first);
          for (const start of [follow, forget]) {
            start();
            const held = sql`select 1 from pg_locks where not granted`;
            await eventually(
              async () => (await held.execute(trx)).rows.length === started.length || undefined,
              () => 'nobody waits for the post',
            );
          }
        });
      else for (const start of [follow, forget]) start();
      await Promise.all(started);
      assert.equal((await triage().find(second))?.holder ?? null, null);
      const { rows } = await sql`select 1 from triage where holder is not null`.execute(db);
      assert.deepEqual(rows, []);
    });

    it('does not let wait what is forgotten together with its post, or with its author', async () => {
      for (const [n, subject] of [`teams:${CARE}/8`, hashPerson('teams', 'zoe')].entries()) {
        const origin = `teams:${CARE}/${8 + n}`;
        await change(await posted('Vol nul', { origin }), 'taken');
        const second = await posted('Merci, vol retrouvé', { origin });
        await markForgotten(current(), [subject], now);
        await triage().follow(origin, second);
        assert.equal(await triage().find(second), undefined);
        now += 1000;
      }
    });

    it('ends what waited of their own posts', async () => {
      const id = await posted();
      await feedback().forgetPerson('zoe');
      assert.equal((await triage().find(id))?.status, 'no_answer');
    });
  });
});
