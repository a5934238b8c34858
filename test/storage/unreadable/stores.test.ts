// A row that another program wrote, or a disk spoilt, beside good ones: the good ones are given, whatever table it is in.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import type { InboundActivity } from '../../../src/delivery/activity.ts';
import { outgoingMessages } from '../../../src/delivery/outgoing-message.ts';
import type { Trace } from '../../../src/feedback/trace.ts';
import { createAlertStore } from '../../../src/storage/stores/alert-store.ts';
import { createBrandRuleStore } from '../../../src/storage/stores/brand-rule-store.ts';
import { createChannelStore } from '../../../src/storage/stores/channel-store.ts';
import { openJobStore } from '../../../src/storage/stores/delivery/job-store.ts';
import { createOutbox } from '../../../src/storage/stores/delivery/outbox-store.ts';
import { createDriftStore } from '../../../src/storage/stores/drift-store.ts';
import { createExampleStore } from '../../../src/storage/stores/example-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createFiguresStore } from '../../../src/storage/stores/figures-store.ts';
import { createForwardingStore } from '../../../src/storage/stores/forwarding-store.ts';
import { createReviewStore } from '../../../src/storage/stores/review-store.ts';
import { createSetAside } from '../../../src/storage/unreadable/set-aside.ts';
import { castVotes } from '../../alert/votes.ts';
import { CHANNEL, PLACE } from '../../bot/announcing.ts';
import { prediction, traceOf, verdict } from '../../feedback/verdicts.ts';
import { channelPost } from '../../fixtures/activities.ts';
import { onBothDatabases } from '../databases.ts';

const MINUTE = 60_000;
const LATER = 9e12;
const EVER = { since: 0, until: LATER };

onBothDatabases('A row that cannot be read', (current) => {
  const write = (statement: ReturnType<typeof sql>) => statement.execute(current().db);
  const activity = { ...channelPost(), serviceUrl: 'http://127.0.0.1/' } as unknown as InboundActivity;

  async function addJob(conversationKey: string, changes = {}) {
    const jobs = await openJobStore(current());
    const id = randomUUID();
    const ids = { id, key: id, conversationKey };
    await jobs.add({ ...ids, cancels: false, receivedAt: 1000, author: 'ann', activity, ...changes });
    return id;
  }

  for (const [what, json] of [
    ['broken JSON', '{"type":"mess'],
    ['JSON of another kind', '17'],
    ['an activity without a conversation', '{"type":"message","channelId":"msteams"}'],
  ] as const)
    it(`among the jobs (${what}) leaves the work to the others, those behind it included`, async () => {
      const bad = await addJob('one post');
      const [behind, elsewhere] = [await addJob('one post'), await addJob('another post')];
      await write(sql`update jobs set activity = ${json} where id = ${bad}`);
      const jobs = await openJobStore(current());
      const first = await jobs.claim(2000, MINUTE, 10);
      const second = await jobs.claim(2001, MINUTE, 10);
      assert.deepEqual(
        [first, second]
          .flat()
          .map(({ id }) => id)
          .sort(),
        [behind, elsewhere].sort(),
      );
      for (const job of [...first, ...second]) await jobs.finish(job, []);
      assert.equal((await jobs.waiting()).count, 0);
      assert.deepEqual(await jobs.claim(LATER, MINUTE, 10), []);
      assert.deepEqual(current().unreadable.counts(), { jobs: 1 });
    });

  it('among the jobs is worked on once it was mended, and erased with the post it is about', async () => {
    const [mended, erased] = [await addJob('a'), await addJob('b')];
    await write(sql`update jobs set activity = 'not yet'`);
    const jobs = await openJobStore(current());
    assert.deepEqual(await jobs.claim(2000, MINUTE, 10), []);
    await write(sql`update jobs set activity = ${JSON.stringify(activity)} where id = ${mended}`);
    const deletion = await addJob('b', { cancels: true });
    await createSetAside(current()).sweepSetAside(500);
    const taken = await jobs.claim(2000 + MINUTE, MINUTE, 10);
    assert.deepEqual(taken.map(({ id }) => id).sort(), [mended, deletion].sort());
    const left = await current().db.selectFrom('jobs').select('id').execute();
    assert.equal(
      left.some(({ id }) => id === erased),
      false,
    );
  });

  it('in a queue is kept for a week, found by whoever forgets its author, then deleted', async () => {
    await addJob('a');
    await write(sql`update jobs set activity = '{'`);
    await (await openJobStore(current())).claim(2000, MINUTE, 10);
    const count = async () => (await current().db.selectFrom('jobs').select('id').execute()).length;
    const { sweepSetAside } = createSetAside(current());
    assert.deepEqual([await sweepSetAside(1000), await count()], [0, 1]);
    await (await openJobStore(current())).claim(LATER, MINUTE, 10);
    assert.deepEqual([await sweepSetAside(1001), await count()], [1, 0]);
    await addJob('b');
    await write(sql`update jobs set activity = '{'`);
    await (await openJobStore(current())).claim(2000, MINUTE, 10);
    await createFeedbackStore(current()).forgetPerson(['ann']);
    assert.equal(await count(), 0);
  });

  for (const [column, value] of [
    ['place', '{"conversation":'],
    ['place', 'null'],
    ['place', '{"conversation":"x"}'],
    ['message', '{"type":'],
    ['message', '[]'],
  ] as const)
    it(`among the outgoing messages (${column}: ${value}) holds up no other, in its conversation too`, async () => {
      const outbox = createOutbox(current());
      for (const summary of ['bad', 'behind'])
        await outbox.add([outgoingMessages.post(PLACE, { type: 'message', summary }, LATER)]);
      const elsewhere = { ...PLACE, conversation: 'elsewhere' };
      await outbox.add([outgoingMessages.post(elsewhere, { type: 'message', summary: 'elsewhere' }, LATER)]);
      await write(sql`update orders set ${sql.ref(column)} = ${value} where message like '%bad%'`);
      await outbox.lead('me', 1000, MINUTE);
      const said: (string | undefined)[] = [];
      for (let look = 0; look < 3; look++) {
        const oldest = await outbox.oldestPerConversation(1000, 10, []);
        const ids = oldest.map(({ id }) => id);
        if (ids.length === 0) continue;
        for (const { id, message } of await outbox.begin(ids, 'me', 1000)) {
          said.push(message?.summary);
          await outbox.delivered({ id });
        }
      }
      assert.deepEqual(said.sort(), ['behind', 'elsewhere']);
      assert.deepEqual(await outbox.recover(), []);
      assert.equal((await outbox.waiting()).count, 0);
      assert.deepEqual(current().unreadable.counts(), { orders: 1 });
    });

  it('among the outgoing messages is replaced by a newer one for the same card', async () => {
    const outbox = createOutbox(current());
    const show = (summary: string) =>
      outgoingMessages.show(PLACE, 'post', 'p', { type: 'message', summary }, LATER);
    await outbox.add([show('old')]);
    await write(sql`update orders set place = '{}', message = '{'`);
    assert.deepEqual(await outbox.oldestPerConversation(1000, 10, []), []);
    await outbox.add([show('new')]);
    await outbox.lead('me', 1000, MINUTE);
    const [oldest] = await outbox.oldestPerConversation(1000, 10, []);
    const [begun] = await outbox.begin([oldest!.id], 'me', 1000);
    assert.deepEqual([begun!.message?.summary, begun!.reference], ['new', PLACE]);
  });

  it('among the traces leaves the others to telemetry', async () => {
    const store = createFeedbackStore(current());
    const made = prediction();
    await store.addPrediction(made);
    for (const at of [1, 2, 3]) {
      const trace = traceOf(`t${at}`, made, false, at);
      const vote = { predictionId: made.id, voter: trace.id, correct: false, correction: null, votedAt: at };
      await store.castVote(made.id, trace.id, () => ({ vote, trace }));
    }
    await write(sql`update traces set properties = '{"label":{}}' where id = 't1'`);
    const seen: string[] = [];
    const send = (some: readonly Trace[]) => void seen.push(...some.map(({ id }) => id));
    while ((await store.deliver(send)) > 0);
    assert.deepEqual(seen, ['t2', 't3']);
    assert.deepEqual(current().unreadable.counts(), { traces: 1 });
  });

  for (const { column, value, ofDrift = false } of [
    { column: 'label', value: 'mixed', ofDrift: true },
    { column: 'language', value: 'tlh', ofDrift: true },
    { column: 'brand', value: '{"rules":[]}', ofDrift: true },
    { column: 'topics', value: '["delay"]' },
    { column: 'act', value: 'rant' },
  ])
    it(`among the predictions (${column}: ${value}) is missing in lists, which are given all the same`, async () => {
      const database = current();
      const bad = prediction({ channel: CHANNEL, label: 'negative', probability: 0.1, text: 'bad' });
      const good = prediction({ channel: CHANNEL, label: 'negative', probability: 0.1, text: 'good' });
      await castVotes(database, [10], { on: bad });
      await castVotes(database, [20], { on: good });
      await write(sql`update votes set correction = 'positive'`);
      await write(sql`update predictions set ${sql.ref(column)} = ${value} where id = ${bad.id}`);
      const waiting = await createReviewStore(database).waiting('disputed', {}, undefined, 10);
      assert.deepEqual(
        waiting.map(({ prediction: { text } }) => text),
        ['good'],
      );
      const examples: (string | null)[] = [];
      for await (const chunk of createExampleStore(database).votedPredictions(EVER))
        examples.push(...chunk.map(({ prediction: { text } }) => text));
      assert.deepEqual(examples, ['good']);
      const votes = await createAlertStore(database).badVotesIn({ firstAt: 0, lastAt: 99 }, 9);
      assert.deepEqual(
        votes.map(({ prediction: { text } }) => text),
        ['good'],
      );
      const unlike = await createDriftStore(database).newestJudged(verdict.model, 0, 9);
      assert.equal(unlike.length, ofDrift ? 1 : 2, 'drift reads no topics');
      await write(sql`update predictions set up = 2`);
      const worst = await createFiguresStore(database).worst({ channel: CHANNEL }, EVER, 9);
      assert.deepEqual(
        worst.map(({ text }) => text),
        ['good'],
      );
      assert.deepEqual(database.unreadable.counts(), { predictions: 1 });
      await assert.rejects(createFeedbackStore(database).findPrediction(bad.id), /cannot be read/);
    });

  it('among the incidents stops neither their list nor a mail about one whose details are lost', async () => {
    const alerts = createAlertStore(current());
    for (const firstAt of [1, 2])
      await alerts.inTurn('drift', (turn) =>
        turn.keep({ rule: 'drift', firstAt, lastAt: firstAt, moved: [] }, true),
      );
    await alerts.inTurn('burst', (turn) => turn.keep({ rule: 'burst', firstAt: 3, lastAt: 3 }, true));
    await write(sql`update incidents set rule = 'weather' where first_at = 1`);
    await write(sql`update incidents set moved = '[{"feature":"mood"}]' where first_at = 2`);
    const listed = await alerts.latestIncidents(9);
    assert.deepEqual(
      listed.map(({ rule, firstAt }) => `${rule} ${firstAt}`),
      ['burst 3', 'drift 2'],
    );
    assert.equal((await alerts.findIncident('drift-2'))?.moved, undefined);
    assert.deepEqual(current().unreadable.counts(), { incidents: 2 });
  });

  it('among the days of drift is as one that was never counted', async () => {
    const drift = createDriftStore(current());
    for (const day of [0, 86_400_000]) await drift.keepDay('m', { day, countedAt: 5, profile: {} });
    await write(sql`update drift_days set profile = '{"fr":{"posts":"many"}}' where day = 0`);
    assert.deepEqual(
      (await drift.countedDays('m', 0)).map(({ day }) => day),
      [86_400_000],
    );
  });

  it('among the rules for words, the routes and the settings leaves the others in force', async () => {
    const rules = createBrandRuleStore(current());
    for (const phrase of ['retard', 'paradis'])
      await rules.saveRule({ phrase, label: 'negative', channel: null }, 1);
    await write(sql`update brand_rules set label = 'sarcastic' where phrase = 'retard'`);
    assert.deepEqual(
      (await rules.allRules()).map(({ phrase }) => phrase),
      ['paradis'],
    );
    const routes = createForwardingStore(current());
    const route = (channel: string, language: 'fr' | 'en') => ({
      channel,
      language,
      network: null,
      topic: null,
      negativeOnly: false,
    });
    await routes.replaceRules([route('a', 'fr'), route('b', 'en')]);
    await write(sql`update forwarding_rules set language = 'de' where channel = 'a'`);
    assert.deepEqual(
      (await routes.listRules()).map(({ channel }) => channel),
      ['b'],
    );
    assert.deepEqual(current().unreadable.counts(), { brand_rules: 1, forwarding_rules: 1 });
  });

  it('of former settings does not stand in the way of the present ones', async () => {
    const channels = createChannelStore(current());
    await channels.saveSettings(CHANNEL, DEFAULTS);
    await write(sql`update channel_settings set settings = '{"mode":"sometimes"}'`);
    await assert.rejects(channels.findSettings(CHANNEL), /cannot be read/);
    const mended = await channels.saveSettings(CHANNEL, { ...DEFAULTS, spikes: false });
    assert.deepEqual([mended?.settings.spikes, mended?.former], [false, null]);
    assert.deepEqual((await channels.findSettings(CHANNEL))?.settings, { ...DEFAULTS, spikes: false });
  });

  it('keeps nobody from being forgotten, and the name of whoever is goes from it too', async () => {
    const outbox = createOutbox(current());
    await createChannelStore(current()).saveSettings(CHANNEL, DEFAULTS);
    await write(sql`update channel_settings set settings = '{"voters":["hash-of-ann"'`);
    const quoting = outgoingMessages.post(PLACE, { type: 'message', summary: 'quotes' }, LATER);
    await outbox.add([quoting]);
    await write(sql`update orders set quotes = '["'`);
    await createFeedbackStore(current()).forgetPerson(['hash-of-ann']);
    const rows = await current().db.selectFrom('channel_settings').select('settings').execute();
    assert.equal(JSON.stringify(rows).includes('hash-of-ann'), false);
    assert.equal((await outbox.waiting()).count, 0);
  });
});
