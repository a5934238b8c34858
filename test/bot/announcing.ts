// A store with a channel that the bot knows, and a clock that a test sets: for what the bot says by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackgroundTask } from '../../src/background/task.ts';
import type { ConversationReference } from '../../src/delivery/conversation-reference.ts';
import type { Message } from '../../src/delivery/message.ts';
import type { PostStatus } from '../../src/feedback/handling.ts';
import { createPeopleHash } from '../../src/feedback/people.ts';
import type { Prediction } from '../../src/feedback/prediction.ts';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { createChannelStore } from '../../src/storage/stores/channel-store.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { createNameStore } from '../../src/storage/stores/delivery/name-store.ts';
import { createNoticeStore } from '../../src/storage/stores/delivery/notice-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { createFiguresStore } from '../../src/storage/stores/figures-store.ts';
import { createReminderStore } from '../../src/storage/stores/triage/reminder-store.ts';
import { createTriageClock } from '../../src/storage/stores/triage/triage-clock.ts';
import { createTriageStore } from '../../src/storage/stores/triage/triage-store.ts';
import type { TopicSource } from '../../src/topics/topics-file.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { prediction } from '../feedback/verdicts.ts';
import { TOPICS } from '../topics/production.ts';
import type { CardJson } from './cards/elements.ts';

export const CHANNEL = '19:a@thread.tacv2';
export const PLACE: ConversationReference = {
  conversation: CHANNEL,
  serviceUrl: 'http://127.0.0.1:9/',
  host: 'msteams',
  tenant: 't',
  team: '19:team@thread.tacv2',
  bot: '28:bot',
  language: 'fr',
};

export async function openAnnouncing(now: string) {
  const folder = await mkdtemp(join(tmpdir(), 'announcing-'));
  const database: Database = await openDatabase({ dataDir: folder });
  const feedback = createFeedbackStore(database);
  const conversations = createConversationStore(database);
  await conversations.saveConversation(PLACE, { person: null, at: 0 });
  const triage = createTriage({
    store: createTriageStore(database),
    findPrediction: feedback.findPrediction,
    hashPerson: createPeopleHash('k'.repeat(32)),
    cardsOf: async () => () => [],
    clock: () => world.now,
  });
  const logged: string[] = [];
  const world = { now: Date.parse(now), orders: 0 };
  const write = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  let written = 0;
  /** What waits to be said, oldest first. */
  const messages = async (): Promise<Message[]> => {
    const rows = await database.db.selectFrom('orders').select('message').orderBy('position').execute();
    return rows.map(({ message }) => JSON.parse(message!));
  };

  const { findPrediction: find, tally } = feedback;
  return Object.assign(world, {
    database,
    logged,
    parts: {
      channels: createChannelStore(database),
      figures: createFiguresStore(database),
      notices: createNoticeStore(database),
      reminders: createReminderStore(database),
      feedback: { find, tally },
      conversations,
      names: createNameStore(database),
      triageClock: createTriageClock(database),
      classifier: { topics: TOPICS } as TopicSource,
      onOutgoing: () => {
        world.orders += 1;
      },
      log: { info: write, error: write },
      clock: () => world.now,
    },
    /** Writes a verdict on a post of the channel down. @param waits for an answer. @returns its id. */
    async add(at: number, changes: Partial<Prediction> = {}, waits = false): Promise<string> {
      written += 1;
      const origin = `teams:${CHANNEL}/${written}`;
      const thread = String(written);
      const made = prediction({ origin, channel: CHANNEL, thread, createdAt: at, ...changes });
      await feedback.addPrediction(made, undefined, undefined, waits);
      return made.id;
    },
    /** Somebody changes the status of a post. */
    async change(predictionId: string, status: PostStatus): Promise<void> {
      await triage.change({ predictionId, status, door: 'api', person: 'key:page' });
    },
    /** Lets each of the tasks look once. */
    async look(...tasks: BackgroundTask[]): Promise<void> {
      for (const task of tasks) task.notify();
      await Promise.all(tasks.map((task) => task.stop(60_000)));
    },
    messages,
    /** The cards that wait to be said, oldest first. */
    async cards(): Promise<CardJson[]> {
      return (await messages()).flatMap(({ attachments = [] }) => attachments[0]?.content as CardJson);
    },
    async close() {
      await database.close();
      await rm(folder, { recursive: true });
    },
  });
}
