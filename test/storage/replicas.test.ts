import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { outgoingMessages } from '../../src/delivery/outgoing-message.ts';
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import type { Trace } from '../../src/feedback/trace.ts';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { createOutbox } from '../../src/storage/stores/delivery/outbox-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { prediction, verdict } from '../feedback/verdicts.ts';
import { createPostgresDatabase } from './postgres.ts';

describe('Two replicas on one PostgreSQL', () => {
  let databaseUrl: string;
  let databases: Database[];

  before(async function () {
    this.timeout(60_000);
    databaseUrl = await createPostgresDatabase();
  });

  beforeEach(async () => {
    databases = await Promise.all([1, 2].map(() => openDatabase({ dataDir: 'unused', databaseUrl })));
    await sql`truncate predictions, traces, deliveries cascade`.execute(databases[0]!.db);
  });

  afterEach(() => Promise.all(databases.map((database) => database.close())));

  const stores = () => databases.map((database) => createFeedbackStore(database));
  const ledgers = () =>
    stores().map((store) =>
      createFeedbackService({
        store,
        hashPerson: createPeopleHash('the same key on every replica'),
        keepText: 'all',
      }),
    );

  it('count one vote of a person who votes through both at once, and trace each side taken', async () => {
    const [here, there] = ledgers() as [
      ReturnType<typeof createFeedbackService>,
      ReturnType<typeof createFeedbackService>,
    ];
    const { id: predictionId } = await here.record({ verdict, text: 'x', door: 'teams' });
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 ? here : there).vote({ predictionId, person: 'Ann', correct: i % 4 < 2 }),
      ),
    );
    const { up, down } = await there.tally(predictionId);
    assert.equal(up + down, 1);
    const traces: Trace[] = [];
    while ((await stores()[0]!.deliver((some) => void traces.push(...some))) > 0);
    const sides = Map.groupBy(traces, ({ message }) => message);
    const [good, bad] = ['Bonne prédiction', 'Mauvaise prédiction'].map(
      (side) => sides.get(side)?.length ?? 0,
    );
    // Sides alternate, and the last one taken is the one that stands.
    assert.equal(good! - bad!, good === bad ? 0 : up - down);
    assert.ok(Math.abs(good! - bad!) <= 1 && good! + bad! >= 1);
  });

  it('count fifty people who vote through either', async () => {
    const [here, there] = ledgers() as [
      ReturnType<typeof createFeedbackService>,
      ReturnType<typeof createFeedbackService>,
    ];
    const { id: predictionId } = await here.record({ verdict, text: 'x', door: 'teams' });
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 ? here : there).vote({ predictionId, person: `person ${i}`, correct: i < 30 }),
      ),
    );
    assert.deepEqual(await here.tally(predictionId), { up: 30, down: 20 });
  });

  it('hand out every trace once, and neither waits for the other', async () => {
    const [here] = ledgers();
    const { id: predictionId } = await here!.record({ verdict, text: 'x', door: 'teams' });
    await Promise.all(
      Array.from({ length: 150 }, (_, i) => here!.vote({ predictionId, person: `${i}`, correct: false })),
    );
    const seen: string[] = [];
    let outside: number | undefined;
    const [one, other] = stores();
    const slow = await one!.deliver(async (traces) => {
      seen.push(...traces.map(({ id }) => id));
      outside = await other!.deliver((rest) => void seen.push(...rest.map(({ id }) => id)));
    });
    assert.deepEqual([slow, outside], [100, 50]);
    assert.equal(new Set(seen).size, 150);
    assert.equal(await other!.deliver(() => assert.fail()), 0);
  });

  it('say once what a name allows to be said once', async () => {
    const reference = { conversation: 'a:1', serviceUrl: 'http://127.0.0.1/', host: 'msteams', bot: '28:b' };
    const message = { type: 'message' as const };
    const welcome = { ...outgoingMessages.post(reference, message, 1), claim: { name: 'w', at: 1000 } };
    const admitted = await Promise.all(
      Array.from({ length: 20 }, (_, i) => createOutbox(databases[i % 2]!).admit([welcome])),
    );
    assert.equal(admitted.flat().length, 1);
  });

  it('count a vote once that both were given, under the id of the work', async () => {
    const [one, other] = stores();
    const { id } = await one!.addPrediction(prediction());
    const both = await Promise.all(
      [one!, other!].map((store) =>
        store.castVote(
          id,
          'ann',
          (earlier) => ({
            // As somebody who changes sides with each press.
            vote: {
              predictionId: id,
              voter: 'ann',
              correct: !earlier?.correct,
              correction: null,
              votedAt: 1,
            },
            trace: null,
          }),
          { once: 'press' },
        ),
      ),
    );
    assert.deepEqual(
      both.map(({ tally, vote }) => [tally.up, vote?.correct]),
      [
        [1, true],
        [1, true],
      ],
    );
  });

  it('sweep at once without getting in each other’s way', async () => {
    const [one, other] = stores();
    await Promise.all(Array.from({ length: 600 }, () => one!.addPrediction(prediction({ createdAt: 1 }))));
    await Promise.all([one!.deletePredictions(2), other!.deletePredictions(2)]);
    const left = await one!.deletePredictions(2);
    assert.equal(await other!.deletePredictions(2), 0);
    assert.ok(left < 600);
  });
});
