// Writes a month of posts, verdicts, votes, corrections and reviews into a store, by the service's own rules: verdicts are those of
// its model, and whether an incident was open is for its own alert to find.

import { createClassifyWithRules } from '../../src/channel/rules/classify-with-rules.ts';
import { createRulebook } from '../../src/channel/rules/rulebook.ts';
import { DEFAULTS } from '../../src/channel/settings.ts';
import { originOf } from '../../src/delivery/conversation-id.ts';
import { createFeedbackService, type FeedbackService } from '../../src/feedback/feedback-service.ts';
import { createPeopleHash, type HashPerson } from '../../src/feedback/people.ts';
import type { Prediction } from '../../src/feedback/prediction.ts';
import { createReviews } from '../../src/feedback/review.ts';
import { type Classifier, LABELS } from '../../src/sentiment/verdict.ts';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { loadOrCreateKey } from '../../src/storage/people-key.ts';
import { createBrandRuleStore } from '../../src/storage/stores/brand-rule-store.ts';
import { createChannelStore } from '../../src/storage/stores/channel-store.ts';
import { createConversationStore } from '../../src/storage/stores/delivery/conversation-store.ts';
import { createNameStore } from '../../src/storage/stores/delivery/name-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { createForwardingStore } from '../../src/storage/stores/forwarding-store.ts';
import { createReviewStore } from '../../src/storage/stores/review-store.ts';
import { createTriageStore } from '../../src/storage/stores/triage/triage-store.ts';
import { createTriage, type Triage } from '../../src/triage/triage.ts';
import { waitsForAnswer } from '../../src/triage/waits-for-answer.ts';
import { CHANNELS, DAY, type DemoPost, HOUR, MINUTE, timeline } from './timeline.ts';

const TEAM = { id: '19:demo-team@thread.tacv2', name: 'Relation clients' };
/** No Teams stands behind the demo: nothing listens there, on this very machine. */
const NOWHERE = 'http://127.0.0.1:9/';
const VOTERS = ['camille', 'noah', 'ines'];
/** Posts whose verdict was wrong are reviewed, one in so many. */
const REVIEWED = 3;
/** Milliseconds for which some posts that should be answered still wait, or are in somebody's hands. */
const UNDER_WAY = 2 * DAY;

export interface WrittenHistory {
  readonly posts: number;
  readonly votes: number;
  readonly corrections: number;
}

/**
 * @param dataDir folder of an embedded store that no service uses now.
 * @param now milliseconds since 1970-01-01T00:00Z, to which the month leads up.
 */
export async function writeHistory(
  dataDir: string,
  classifier: Pick<Classifier, 'classify'>,
  now: number,
): Promise<WrittenHistory> {
  const database = await openDatabase({ dataDir });
  try {
    const hashPerson = createPeopleHash(loadOrCreateKey(dataDir));
    await furnish(database, now);
    return await writePosts(database, classifier, hashPerson, now);
  } finally {
    await database.close();
  }
}

/** Channels with names and settings of their own, two brand rules, and two routes. */
async function furnish(database: Database, now: number): Promise<void> {
  const conversations = createConversationStore(database);
  const channels = createChannelStore(database);
  const rules = createBrandRuleStore(database);
  for (const { id, language } of CHANNELS) {
    const place = {
      conversation: id,
      serviceUrl: NOWHERE,
      host: 'demo',
      team: TEAM.id,
      bot: '28:demo',
      language,
    };
    await conversations.saveConversation(place, { person: null, at: now });
    const digest = { every: 'day', at: '09:00' } as const;
    await channels.saveSettings(id, { ...DEFAULTS, language, digest, spikes: false });
  }
  await createNameStore(database).saveNames([TEAM, ...CHANNELS], now);
  await rules.saveRule({ phrase: 'grève', label: 'negative', channel: null }, now);
  await rules.saveRule({ phrase: 'retard', label: 'negative', channel: CHANNELS[0].id }, now);
  const any = { language: null, network: null, topic: null, negativeOnly: false };
  await createForwardingStore(database).replaceRules([
    { ...any, topic: 'baggage', channel: CHANNELS[1].id },
    { ...any, language: 'en', negativeOnly: true, channel: CHANNELS[2].id },
  ]);
}

async function writePosts(
  database: Database,
  classifier: Pick<Classifier, 'classify'>,
  hashPerson: HashPerson,
  now: number,
): Promise<WrittenHistory> {
  let at = now;
  const clock = () => at;
  const feedback = createFeedbackService({
    store: createFeedbackStore(database),
    hashPerson,
    keepText: 'all',
    clock,
    waitsForAnswer,
  });
  const triage = createTriage({
    store: createTriageStore(database),
    findPrediction: feedback.find,
    hashPerson,
    cardsOf: async () => () => [],
    clock,
  });
  const handle = createHandle(triage, now, (then) => {
    at = then;
  });
  const reviews = createReviews({ store: createReviewStore(database), hashPerson, clock });
  const classify = createClassifyWithRules({
    classifier,
    rulebook: createRulebook({ store: createBrandRuleStore(database) }),
  });
  const written = { posts: 0, votes: 0, corrections: 0 };
  for (const post of timeline(now)) {
    at = post.at;
    const verdict = await classify(post.text, { channel: post.channel });
    if (!verdict) throw new Error(`Nothing to judge in “${post.text}”.`);
    const kept = await feedback.record({ ...placeOf(post, written.posts), text: post.text, verdict });
    written.posts += 1;
    for (const [voter, later] of post.votes.entries()) {
      at = Math.min(now, post.at + later);
      written.corrections += await vote(feedback, kept, post, VOTERS[voter]!);
      written.votes += 1;
    }
    await handle(kept);
    if (kept.label === post.right || written.posts % REVIEWED > 0) continue;
    at = Math.min(now, post.at + 5 * HOUR);
    await reviews.review({ predictionId: kept.id, label: post.right, door: 'api', person: 'key:demo' });
  }
  return written;
}

/**
 * What should be answered is taken and answered within hours; of what came in the last two days the first
 * in each channel waits, somebody has the second, and so on.
 * @param setTime sets the clock of the triage.
 */
function createHandle(triage: Triage, now: number, setTime: (at: number) => void) {
  let posts = 0;
  const underWay = new Map<string | null, number>();
  return async ({ id: predictionId, createdAt, channel }: Prediction): Promise<void> => {
    if (!(await triage.find(predictionId))) return;
    posts += 1;
    const left = now - createdAt < UNDER_WAY ? (underWay.get(channel) ?? 0) % 3 : undefined;
    if (left !== undefined) underWay.set(channel, left + 1);
    if (left === 0) return;
    const person = VOTERS[posts % VOTERS.length]!;
    const taken = createdAt + (10 + ((posts * 17) % 90)) * MINUTE;
    setTime(Math.min(now, taken));
    await triage.change({ predictionId, status: 'taken', door: 'teams', person });
    if (left === 1) return;
    setTime(Math.min(now, taken + (5 + ((posts * 29) % 120)) * MINUTE));
    await triage.change({
      predictionId,
      status: posts % 5 === 0 ? 'no_answer' : 'answered',
      door: 'teams',
      person,
    });
  };
}

function placeOf({ channel, at }: DemoPost, n: number) {
  return channel === undefined
    ? {
        door: 'api' as const,
        origin: `web:https://example.com/demo/${n}`,
        author: `traveller ${n % 40}`,
        network: 'web',
      }
    : {
        door: 'teams' as const,
        origin: originOf(channel, String(at)),
        channel,
        author: `traveller ${n % 40}`,
      };
}

/** A voter knows what is right, and says so. @returns how many corrections that made. */
async function vote(
  feedback: FeedbackService,
  { id, label }: Prediction,
  { right }: DemoPost,
  voter: string,
): Promise<number> {
  const correct = label === right;
  const correction = correct ? undefined : LABELS.find((each) => each === right);
  await feedback.vote({ predictionId: id, person: voter, correct, correction });
  return correction ? 1 : 0;
}
