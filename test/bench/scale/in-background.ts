// What the service does by itself, while posts and votes come in.
import { randomUUID } from 'node:crypto';
import { composeDigest } from '../../../src/channel/digest.ts';
import { summarise } from '../../../src/channel/summary.ts';
import { createDriftMonitor } from '../../../src/drift/monitor.ts';
import { createRetention } from '../../../src/feedback/retention.ts';
import { type Database, openDatabase } from '../../../src/storage/engine/database.ts';
import { createAlertStore } from '../../../src/storage/stores/alert-store.ts';
import { createChallengerStore } from '../../../src/storage/stores/challenger-store.ts';
import { createOutbox } from '../../../src/storage/stores/delivery/outbox-store.ts';
import { createReplyStore } from '../../../src/storage/stores/delivery/reply-store.ts';
import { createDriftStore } from '../../../src/storage/stores/drift-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createFiguresStore } from '../../../src/storage/stores/figures-store.ts';
import { prediction, verdict } from '../../feedback/verdicts.ts';
import { CHALLENGER, channelOf, DAY, DAYS } from './fill.ts';
import { keepWriting, type Look, type Measured, measure } from './measure.ts';
import type { FilledStore } from './store.ts';

/** Milliseconds from one post with its vote to the next. */
const EVERY = 50;
const TIMES = 15;
const WEEK = 7 * DAY;

/** @param now when the month ended, milliseconds since 1970. */
export async function measureInBackground(
  { options }: FilledStore,
  now: number,
): Promise<readonly Measured[]> {
  const database = await openDatabase(options);
  const store = createFeedbackStore(database);
  const writing = keepWriting(EVERY, async () => {
    const { id } = await store.addPrediction(prediction({ createdAt: now, channel: channelOf(1) }));
    await store.castVote(id, 'voter', () => ({
      vote: { predictionId: id, voter: 'voter', correct: true, correction: null, votedAt: now },
      trace: null,
    }));
  });
  try {
    const measured: Measured[] = [];
    const all = [...aboutChannels(database, now), ...aboutTheModel(database, now), ...upkeep(database, now)];
    for (const look of all) measured.push(await measure(look));
    await database.db.deleteFrom('drift_days').execute();
    return measured;
  } finally {
    await writing.stop();
    await database.close();
  }
}

function aboutChannels(database: Database, now: number): readonly Look[] {
  const figures = createFiguresStore(database);
  const week = { since: now - WEEK, until: now, weekBefore: { since: now - 2 * WEEK, until: now - WEEK } };
  const digest = async (channels: readonly number[]) => {
    const learnt = figures.learnt(week);
    for (const channel of channels)
      await composeDigest(figures, () => learnt, channelOf(channel), 'week', week);
  };
  const range = Array.from({ length: 500 }, (_, channel) => channel);
  const look = (name: string, kind: Look['kind'], run: Look['run'], times = TIMES): Look => ({
    name,
    kind,
    times,
    run,
  });
  return [
    look('digest of a week in a channel', 'work', () => digest([1])),
    look('digest where a tenth of all is written', 'work', () => digest([0]), 5),
    look('digests of 500 channels at once', 'work', () => digest(range), 1),
    look('summary of a thread', 'answer', () =>
      summarise(figures, { channel: channelOf(1), thread: '100' }, undefined, now),
    ),
    look('summary of a day in a channel', 'answer', () =>
      summarise(figures, { channel: channelOf(1) }, 1, now),
    ),
    look('channels with much in the last hour', 'work', () =>
      figures.busy({ since: now - DAY / 24, until: now }, 8),
    ),
    look('habit of a channel over 28 days', 'work', () => figures.habit(channelOf(1), now)),
    look('topics of the last hour of a channel', 'work', () =>
      figures.topics({ channel: channelOf(1) }, { since: now - DAY / 24, until: now }),
    ),
    look('habit of a topic over 28 days', 'work', () => figures.habit(channelOf(1), now, 'delay')),
    look('habit where a tenth of all is written', 'work', () => figures.habit(channelOf(0), now), 5),
  ];
}

function aboutTheModel(database: Database, now: number): readonly Look[] {
  const monitor = createDriftMonitor({
    store: createDriftStore(database),
    classifier: verdict,
    cardProfile: async () => undefined,
    rule: { days: 14, since: 0 },
    clock: () => now,
  });
  const pair = { champion: verdict.model, challenger: CHALLENGER };
  const month = { since: now - DAYS * DAY, until: now };
  const alerts = createAlertStore(database);
  return [
    {
      name: 'look for a burst',
      kind: 'answer',
      times: TIMES,
      run: () => alerts.inTurn('burst', (turn) => turn.badVotesSince(now - DAY / 12)),
    },
    {
      name: 'votes of the last day',
      kind: 'answer',
      times: TIMES,
      run: () => alerts.tallyIn({ firstAt: now - DAY, lastAt: now }),
    },
    { name: 'drift: 30 days counted at a start', kind: 'work', times: 1, run: () => monitor.countDays() },
    {
      name: 'drift: newest posts of a model that has just begun',
      kind: 'answer',
      times: TIMES,
      run: () => createDriftStore(database).newestJudged('0'.repeat(12), 0, 750),
    },
    {
      name: 'comparison with the challenger, a month',
      kind: 'answer',
      times: TIMES,
      run: () => createChallengerStore(database).compare(pair, month),
    },
  ];
}

function upkeep(database: Database, now: number): readonly Look[] {
  const retention = createRetention({
    store: createFeedbackStore(database),
    replies: createReplyStore(database),
    keepText: 'voted',
    keepDays: DAYS - 1,
    clock: () => now,
  });
  const outbox = createOutbox(database);
  return [
    {
      name: 'conversations with something to send, 15,000 messages waiting for Teams',
      kind: 'answer',
      times: TIMES,
      run: () => outbox.oldestPerConversation(now, 30, []),
    },
    {
      name: 'sweep: a day of predictions, old deliveries',
      kind: 'work',
      times: 1,
      run: () => retention.sweep(),
    },
    { name: 'sweep: nothing to find', kind: 'work', times: 5, run: () => retention.sweep() },
    {
      name: 'a write',
      kind: 'answer',
      times: TIMES,
      run: () => createFeedbackStore(database).addPrediction(prediction({ id: randomUUID() })),
    },
  ];
}
