// Builds the core of the service: verdicts under the brand rules, and what people say about them.
import { badRate, lastDay } from '../alert/rate.ts';
import { createVoteCards } from '../bot/proactive/vote-cards.ts';
import { type ChannelEndpoints, createAuthorize } from '../bot/protocol/authentication.ts';
import { type ConnectorClient, createConnectorClient } from '../bot/protocol/connector-client.ts';
import { createPeopleNames, type PeopleNames } from '../bot/protocol/people-names.ts';
import type { Challenger } from '../challenger/challenger.ts';
import type { ChannelStore } from '../channel/channel-store.ts';
import { type ClassifyWithRules, createClassifyWithRules } from '../channel/rules/classify-with-rules.ts';
import { createDryRun, type DryRun } from '../channel/rules/dry-run.ts';
import { createRulebook, type Rulebook } from '../channel/rules/rulebook.ts';
import { createFeedbackService, type FeedbackService } from '../feedback/feedback-service.ts';
import { createPeopleHash, type HashPerson } from '../feedback/people.ts';
import { BAD_PREDICTION } from '../feedback/trace.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { loadOrCreateKey } from '../storage/people-key.ts';
import { createBrandRuleStore } from '../storage/stores/brand-rule-store.ts';
import { createChannelStore } from '../storage/stores/channel-store.ts';
import { createConversationStore } from '../storage/stores/delivery/conversation-store.ts';
import { createReplyStore } from '../storage/stores/delivery/reply-store.ts';
import { createFeedbackStore } from '../storage/stores/feedback-store.ts';
import type { Judging } from '../storage/stores/posts/commit-pause.ts';
import { createTriageClock } from '../storage/stores/triage/triage-clock.ts';
import { createTriageStore } from '../storage/stores/triage/triage-store.ts';
import type { TriageClock } from '../triage/clock.ts';
import { createTriage, type Triage } from '../triage/triage.ts';
import { waitsForAnswer } from '../triage/waits-for-answer.ts';
import type { Alert } from './alert.ts';
import type { Surroundings } from './surroundings.ts';

export interface FeedbackPartParts extends Surroundings {
  readonly classifier: Classifier;
  readonly judging: Judging;
  readonly alert: Alert;
  /** Offered every post that was judged. */
  readonly challenger: Challenger | undefined;
  readonly channel?: ChannelEndpoints | undefined;
}

export interface FeedbackPart {
  readonly rulebook: Rulebook;
  readonly classifyWithRules: ClassifyWithRules;
  readonly dryRun: DryRun;
  readonly channels: ChannelStore;
  readonly feedback: FeedbackService;
  /** Who answers which post. */
  readonly triage: Triage;
  readonly triageClock: TriageClock;
  /** What Teams calls them. */
  readonly peopleNames: PeopleNames;
  readonly hashPerson: HashPerson;
  /** By which Teams is asked, and told. */
  readonly connector: ConnectorClient;
  /** Secret under which ids of people are hashed and sessions of the page are signed. */
  readonly peopleKey: string | Buffer;
}

export function createFeedbackPart(parts: FeedbackPartParts): FeedbackPart {
  const { config, database, log, metrics, clock, channel, classifier, judging, alert, challenger, onTrace } =
    parts;
  const rules = createBrandRuleStore(database);
  const rulebook = createRulebook({ store: rules, clock });
  const peopleKey = config.PEOPLE_KEY ?? loadOrCreateKey(config.DATA_DIR);
  const hashPerson = createPeopleHash(peopleKey);
  const channels = createChannelStore(database);
  const connector = createConnectorClient({ authorize: createAuthorize(config, channel) });
  const peopleNames = createPeopleNames({ hashPerson, connector, log, clock });
  const triageStore = createTriageStore(database);
  const cardsOf = createVoteCards({
    channels,
    peopleNames,
    findHandling: triageStore.find,
    replies: createReplyStore(database),
    conversations: createConversationStore(database),
    classifier,
    clock,
  });
  const feedback = createFeedbackService({
    store: createFeedbackStore(database, judging),
    hashPerson,
    keepText: config.KEEP_TEXT,
    clock,
    cardsOf,
    waitsForAnswer,
    onRecord(entry, id) {
      metrics.countVerdict(entry);
      challenger?.offer({ ...entry, id });
    },
    onTrace(trace) {
      metrics.countVote(trace);
      onTrace();
      if (trace.message === BAD_PREDICTION) alert.badVote();
    },
  });
  metrics.gauge('sentiment_bad_vote_rate', 'Share of 👎 among the votes of the last day.', async () =>
    badRate(await alert.store.tallyIn(lastDay(clock))),
  );
  return {
    rulebook,
    classifyWithRules: createClassifyWithRules({ classifier, rulebook }),
    dryRun: createDryRun({ classifier, rulebook, posts: rules }),
    channels,
    feedback,
    triage: createTriage({
      store: triageStore,
      findPrediction: feedback.find,
      hashPerson,
      cardsOf,
      clock,
    }),
    triageClock: createTriageClock(database),
    hashPerson,
    connector,
    peopleNames,
    peopleKey,
  };
}
