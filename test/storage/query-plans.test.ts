// No query that is asked often walks over a whole table of the embedded store, nor over a whole index unless it stops at a limit.
import assert from 'node:assert/strict';
import { CompiledQuery, type KyselyPlugin } from 'kysely';
import { composeDigest } from '../../src/channel/digest.ts';
import { summarise } from '../../src/channel/summary.ts';
import type { InboundActivity } from '../../src/delivery/activity.ts';
import { STATUSES } from '../../src/feedback/handling.ts';
import { GROUPINGS } from '../../src/feedback/statistics.ts';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { createChallengerStore } from '../../src/storage/stores/challenger-store.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { openJobStore } from '../../src/storage/stores/delivery/job-store.ts';
import { createMemberStore } from '../../src/storage/stores/delivery/member-store.ts';
import { createReplyStore } from '../../src/storage/stores/delivery/reply-store.ts';
import { createDriftStore } from '../../src/storage/stores/drift-store.ts';
import { createExampleStore } from '../../src/storage/stores/example-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { createFiguresStore } from '../../src/storage/stores/figures-store.ts';
import { createPostStore } from '../../src/storage/stores/posts/post-store.ts';
import { createRequestStore } from '../../src/storage/stores/request-store.ts';
import { createReviewStore } from '../../src/storage/stores/review-store.ts';
import { createStatistics } from '../../src/storage/stores/statistics-store.ts';
import { createReminderStore } from '../../src/storage/stores/triage/reminder-store.ts';
import { createTriageClock } from '../../src/storage/stores/triage/triage-clock.ts';
import { createTriageStore } from '../../src/storage/stores/triage/triage-store.ts';
import { TRIAGE_GROUPINGS } from '../../src/triage/clock.ts';
import { REMINDERS } from '../../src/triage/reminders.ts';
import { castVotes } from '../alert/votes.ts';
import { OPEN, prediction, verdict } from '../feedback/verdicts.ts';
import { channelPost } from '../fixtures/activities.ts';
import { temporaryFolder } from './databases.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 100 * DAY;
const MONTH = { since: NOW - 30 * DAY, until: NOW };
const CHANNEL = '19:a@thread.tacv2';
const POST = 'a';

/** A walk over a table; those of settings and of what waits are small, and some names are those of subqueries. */
const LARGE =
  /^SCAN (?!CONSTANT|orders|jobs|installers|channel_settings|brand_rules|given\b|some\b|support\b)(\w+)(?: AS \w+)?(?: USING (?:COVERING )?INDEX (\w+))?/;

type Ask = (database: Database) => Promise<unknown>;

const drained = async (chunks: AsyncIterable<unknown>) => {
  for await (const _ of chunks);
};

const HOT: Readonly<Record<string, Ask>> = {
  'a prediction and a vote on it': (database) => castVotes(database, [NOW]),
  'GET /stats': async (database) => {
    for (const by of GROUPINGS) await createStatistics(database).count(MONTH, by);
  },
  'GET /channels/figures': (database) => createStatistics(database).countChannels(MONTH),
  'posts of a topic': async (database) => {
    for (const filter of [{}, { channel: CHANNEL }, { label: 'negative', since: NOW }] as const)
      await createPostStore(database).find({ topic: 'delay', ...filter }, { at: NOW, id: 'a' }, 20);
  },
  'posts of a status': async (database) => {
    for (const filter of [{}, { channel: CHANNEL }, { since: NOW - DAY }] as const)
      for (const status of STATUSES)
        await createPostStore(database).find({ status, ...filter }, { at: NOW, id: 'a' }, 20);
  },
  'the status of a post': async (database) => {
    const store = createTriageStore(database);
    await store.change(POST, 'ann', () => OPEN, { since: NOW, once: 'press', announce: () => [] });
    await store.find(POST);
    await store.history(POST);
    await store.follow('teams:a/1', 'b');
  },
  'GET /triage': async (database) => {
    const clock = createTriageClock(database);
    for (const channel of [undefined, CHANNEL]) {
      await clock.waiting(channel);
      for (const by of [undefined, ...TRIAGE_GROUPINGS]) await clock.count(MONTH, { channel, by });
    }
  },
  reminders: async (database) => {
    const store = createReminderStore(database);
    for (const kind of REMINDERS) {
      await store.untold(CHANNEL, kind, MONTH, 10);
      await store.tell(kind, [POST], NOW, () => []);
    }
  },
  'the review queue': async (database) => {
    const reviews = createReviewStore(database);
    for (const kind of ['disputed', 'uncertain'] as const)
      for (const filter of [{}, { door: 'api', language: 'fr' }, { seenBy: 'ann' }] as const)
        await reviews.waiting(kind, filter, { at: NOW, id: 'a' }, 20);
    await reviews.countWaiting(10_000);
    await reviews.countWaiting(10_000, 'ann');
  },
  'what the next export holds': async (database) => {
    await createReviewStore(database).countExport(MONTH);
    await createReviewStore(database).reviewed(MONTH, undefined, 20);
  },
  'GET /export': (database) => drained(createExampleStore(database).votedPredictions(MONTH)),
  drift: async (database) => {
    const store = createDriftStore(database);
    await store.newestJudged(verdict.model, 0, 750);
    await drained(store.judgedIn(verdict.model, MONTH));
    await store.changesByHour(verdict.model, MONTH);
    await store.countedDays(verdict.model, 0);
  },
  'the comparison with a challenger': (database) =>
    createChallengerStore(database).compare({ champion: 'a', challenger: 'b' }, MONTH),
  alerts: async (database) => {
    const alerts = createAlertStore(database);
    await alerts.inTurn('burst', async (turn) => {
      await turn.badVotesSince(NOW);
      await turn.incidentsSince(NOW);
      await turn.tallyIn({ firstAt: 0, lastAt: NOW });
    });
    await alerts.tallyIn({ firstAt: 0, lastAt: NOW });
    await alerts.badVotesIn({ firstAt: 0, lastAt: NOW }, 10);
  },
  'a digest': async (database) => {
    const figures = createFiguresStore(database);
    const slot = {
      since: NOW - 7 * DAY,
      until: NOW,
      weekBefore: { since: NOW - 14 * DAY, until: NOW - 7 * DAY },
    };
    await composeDigest(figures, figures.learnt, CHANNEL, 'week', slot);
  },
  summaries: async (database) => {
    const figures = createFiguresStore(database);
    await summarise(figures, { channel: CHANNEL, thread: '7' }, undefined, NOW);
    await summarise(figures, { channel: CHANNEL }, 3, NOW);
  },
  spikes: async (database) => {
    const figures = createFiguresStore(database);
    await figures.busy({ since: NOW - HOUR, until: NOW }, 8);
    await figures.habit(CHANNEL, NOW);
    await figures.habit(CHANNEL, NOW, 'delay');
    await figures.topics({ channel: CHANNEL }, { since: NOW - HOUR, until: NOW });
    await figures.worst({ channel: CHANNEL, topic: 'delay' }, { since: NOW - HOUR, until: NOW }, 5);
  },
  'what Teams delivers': async (database) => {
    const jobs = await openJobStore(database);
    await jobs.add({
      id: 'a',
      key: 'a',
      conversationKey: 'a',
      cancels: true,
      receivedAt: NOW,
      author: null,
      activity: { ...channelPost(), serviceUrl: 'http://127.0.0.1/' } as unknown as InboundActivity,
    });
    await jobs.claim(NOW, 1000, 10);
    await jobs.claim(NOW, 1000, 10, NOW - 1000);
    const replies = createReplyStore(database);
    await replies.findReply(CHANNEL, '1');
    await replies.findReplyOfPrediction('1');
    await replies.findReplyToPost(CHANNEL, '1');
    await createFeedbackStore(database).findCurrent('teams:a/1');
  },
  'the hourly sweep': async (database) => {
    const store = createFeedbackStore(database);
    await store.deletePredictions(NOW);
    await store.forgetUnvotedTexts(NOW);
    await store.forgetTexts();
    await store.deleteForgotten(NOW);
    await createReplyStore(database).deleteDeliveries(NOW);
    await createRequestStore(database).deleteRequests(NOW);
    await createConversationStore(database).deleteConversations(NOW);
    await createMemberStore(database).deleteMembers(NOW);
    await createAlertStore(database).deleteIncidents(NOW);
  },
  'a request under a key': async (database) => {
    const store = createRequestStore(database);
    const claimed = await store.claim({ key: 'k', body: 'b', at: NOW, lease: HOUR, keepFor: DAY });
    assert.ok('claim' in claimed);
    await store.keep(claimed.claim, { status: 200, json: '{}' });
    await store.release(claimed.claim);
  },
  'the deletion of a person': (database) => createFeedbackStore(database).forgetPerson(['ann']),
  'the deletion of a post': (database) => createFeedbackStore(database).forgetPost('teams:a/1'),
};

/** Those that read the first rows of long lists: an index has them in order, and nothing else is read. */
const IN_ORDER = new Set(['the review queue', 'what the next export holds', 'drift', 'the hourly sweep']);

describe('The queries of the embedded store', () => {
  const folder = temporaryFolder();
  let database: Database;
  beforeEach(async () => {
    database = await openDatabase({ dataDir: folder() });
    const store = createFeedbackStore(database);
    await store.addPrediction(
      prediction({
        id: POST,
        createdAt: NOW - 40 * HOUR,
        channel: CHANNEL,
        thread: '7',
        origin: 'teams:a/1',
        author: 'ann',
      }),
    );
  });
  afterEach(() => database.close());

  /** What is asked of the database meanwhile. */
  async function asked(ask: Ask): Promise<readonly CompiledQuery[]> {
    const queries: CompiledQuery[] = [];
    const recorder: KyselyPlugin = {
      transformQuery({ node, queryId }) {
        queries.push(database.db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await ask({ ...database, db: database.db.withPlugin(recorder) });
    return queries;
  }

  for (const [title, ask] of Object.entries(HOT))
    it(`search for what they need: ${title}`, async () => {
      const queries = await asked(ask);
      assert.ok(queries.length > 0);
      for (const { sql, parameters } of queries) {
        const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
        const { rows } = await database.db.executeQuery<{ detail: string }>(plan);
        for (const { detail } of rows) {
          const [, table, index] = LARGE.exec(detail) ?? [];
          const stops = index !== undefined && / limit /.test(sql);
          assert.ok(table === undefined || stops, `${detail} in ${sql}`);
          const sorts = IN_ORDER.has(title) && /TEMP B-TREE FOR ORDER BY/.test(detail);
          assert.ok(!sorts, `${detail} in ${sql}`);
        }
      }
    });

  it('read the queue of reviews from the index of its kind, in which nothing else stands', async () => {
    const queries = await asked(HOT['the review queue']!);
    const used = new Set<string>();
    for (const { sql, parameters } of queries) {
      const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
      const { rows } = await database.db.executeQuery<{ detail: string }>(plan);
      for (const { detail } of rows)
        used.add(/predictions USING (?:COVERING )?INDEX (\w+)/.exec(detail)?.[1] ?? '');
    }
    used.delete('');
    assert.deepEqual([...used].sort(), ['predictions_disputed', 'predictions_uncertain']);
  });
});
