// Every card, filled with the most that people, rules and clients may put into it, fits into a message of Teams.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { AdaptiveCard } from '../../../src/bot/cards/adaptive.ts';
import { modeCard, unknownCard } from '../../../src/bot/cards/commands.ts';
import { digestCard } from '../../../src/bot/cards/digest.ts';
import { noticeMessage, verdictMessage } from '../../../src/bot/cards/message.ts';
import { helpCard, welcomeCard } from '../../../src/bot/cards/notice.ts';
import { privateCard } from '../../../src/bot/cards/private.ts';
import { dryRunCard, ruleCard, rulesCard } from '../../../src/bot/cards/rules.ts';
import { moreSettingsCard, offerCard, savedCard, settingsCard } from '../../../src/bot/cards/settings.ts';
import { spikeCard } from '../../../src/bot/cards/spike.ts';
import { statusCard } from '../../../src/bot/cards/status.ts';
import { summaryCard } from '../../../src/bot/cards/summary.ts';
import { feedbackCard } from '../../../src/bot/cards/verdict/feedback.ts';
import { insertedCard } from '../../../src/bot/cards/verdict/inserted.ts';
import { lineCard } from '../../../src/bot/cards/verdict/line.ts';
import { headline, verdictCard } from '../../../src/bot/cards/verdict/verdict.ts';
import { reminderCard } from '../../../src/bot/cards/waiting.ts';
import { COMMAND_NAMES } from '../../../src/bot/protocol/command.ts';
import {
  BrandLabel,
  type BrandRule,
  BrandRuleText,
  MOST_RULES,
} from '../../../src/channel/rules/brand-rules.ts';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { STATUSES } from '../../../src/feedback/handling.ts';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import { LABELS, LANGUAGES } from '../../../src/sentiment/verdict.ts';
import { type Random, seeded } from '../../bench/random.ts';
import { OPEN, prediction } from '../../feedback/verdicts.ts';
import { TOPICS } from '../../topics/production.ts';

const MOST_BYTES = 20 * 1024;
const SEEDS = 20;
const MANY = 1_234_567_890;

/** Characters that take most room: three and four bytes in UTF-8, six in JSON, and what JSON and Markdown escape. */
const COSTLY = ['\u4e2d', '\u1e69', '\ud83d\ude4f', '\ud800', '\u0001', '"', '\\', '*', 'é', ' '];

const one = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
/** All of one kind, or mixed. */
function costly(random: Random, length: number): string {
  const kinds = random() < 0.5 ? COSTLY : [one(random, COSTLY)];
  return Array.from({ length }, () => one(random, kinds)).join('');
}

/** Phrases as long as they may be, of words in scripts that take most room. */
const PHRASES = [1, 7, 20].flatMap((words) =>
  ['\u4e2d', '\u1e69', 'w'].map((letter) => {
    const word = letter.repeat(Math.floor((100 - (words - 1)) / words));
    return BrandRuleText.parse(Array.from({ length: words }, () => word).join(' '));
  }),
);
const phrase = (random: Random) => one(random, PHRASES);

const rules = (random: Random, most: number): BrandRule[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, () => ({
    phrase: phrase(random),
    label: one(random, BrandLabel.options),
    channel: one(random, [null, '19:a']),
  }));

function judged(
  random: Random,
): Prediction & { readonly up: number; readonly down: number; readonly text: string } {
  const address = `https://a.example/${'%E4%B8%AD'.repeat(one(random, [1, 50, 220]))}`;
  const made = prediction({
    label: one(random, LABELS),
    certain: random() < 0.5,
    truncated: random() < 0.5,
    language: one(random, LANGUAGES),
    door: one(random, ['teams', 'api'] as const),
    channel: '19:a',
    topics: TOPICS.topics.map(({ name }) => ({ name, probability: 0.9 })),
    origin: one(random, [`web:${address}`, `${'n'.repeat(64)}:${address}`, 'teams:19:a/1']),
  });
  const brand = random() < 0.8 ? { rules: rules(random, 2 * MOST_RULES), own: made } : undefined;
  return { ...made, ...(brand && { brand }), text: costly(random, 500), up: MANY, down: MANY };
}

/** Who answers, as a card shows it. */
const handled = (random: Random) => ({
  handling: { ...OPEN, status: one(random, STATUSES), holder: 'a'.repeat(32), revision: MANY },
  holderName: costly(random, 500),
  isHolder: random() < 0.5,
  wasLate: random() < 0.5,
});

const listed = (random: Random, most: number) =>
  Array.from({ length: most }, () => ({
    post: judged(random),
    link: one(random, [undefined, `https://a.example/${'x'.repeat(one(random, [10, 480, 1900]))}`]),
  }));

const counts = {
  predictions: 3 * MANY,
  negative: MANY,
  neutral: MANY,
  positive: MANY,
  uncertain: MANY,
  up: MANY,
  down: MANY,
};
const topics = TOPICS.topics.map(({ name: topic }) => ({
  topic,
  posts: MANY,
  negative: MANY,
  change: -MANY,
}));
const keeping = { KEEP_TEXT: 'voted', KEEP_DAYS: 365 } as const;
const settings = (random: Random) => ({
  ...DEFAULTS,
  timeZone: 'America/Argentina/ComodRivadavia',
  quiet: { from: '20:00', to: '07:00' },
  digest: { every: 'week', at: '09:00', weekday: 3 } as const,
  voters: { who: 'named' as const, people: Array.from({ length: 50 }, () => costly(random, 64)) },
  bots: Array.from({ length: 10 }, () => costly(random, 100)),
});

/** Each card by the name of the function that makes it. */
const CARDS: Readonly<Record<string, (random: Random, language: 'fr' | 'en') => AdaptiveCard>> = {
  verdictCard: (random, language) => {
    const post = judged(random);
    return verdictCard({
      prediction: post,
      tally: post,
      language,
      topics: TOPICS,
      sharedLanguage: one(random, ['fr', 'en', undefined]),
      shared: random() < 0.5,
      corrections: { negative: MANY, neutral: MANY, positive: MANY },
      own: one(random, [undefined, null, { correct: false, correction: 'neutral' }]),
      post: one(random, [undefined, costly(random, 2000)]),
      author: one(random, [undefined, costly(random, 200)]),
      ...handled(random),
      why: one(random, [
        undefined,
        {
          words: Array.from({ length: 8 }, () => ({ word: costly(random, 500), speaks: 'against' as const })),
        },
      ]),
    });
  },
  lineCard: (random, language) => {
    const post = judged(random);
    const corrections = { negative: MANY, neutral: MANY, positive: MANY };
    const shown = { prediction: post, tally: post, corrections, shared: true, language };
    return lineCard({ ...shown, ...handled(random), topics: TOPICS });
  },
  feedbackCard: (random, language) =>
    feedbackCard(language, judged(random), { correct: random() < 0.5, topics: TOPICS }),
  insertedCard: (random, language) =>
    insertedCard(judged(random), costly(random, 2000), { language, topics: TOPICS }),
  rulesCard: (random, language) => rulesCard(language, rules(random, 2 * MOST_RULES)),
  dryRunCard: (random, language) => {
    const changed = Array.from({ length: 20 }, () => {
      const post = judged(random);
      return { post, before: post, after: post };
    });
    const rule: BrandRule = { phrase: phrase(random), label: 'negative', channel: '19:a' };
    return dryRunCard(language, rule, { posts: 200, changed });
  },
  ruleCard: (random, language) =>
    ruleCard(language, { phrase: phrase(random), label: 'neutral', channel: '19:a' }, 'removed'),
  summaryCard: (random, language) =>
    summaryCard(language, { days: 365, counts, topics, knownTopics: TOPICS }, listed(random, 3)),
  digestCard: (random, language) => {
    const slot = { since: 0, until: MANY, weekBefore: { since: 0, until: MANY } };
    const learnt = { votes: MANY, corrections: MANY, rules: MANY };
    const wait = { posts: MANY, median: MANY, p90: MANY };
    const waiting = { open: MANY, oldest: 0, taken: MANY };
    const answers = { waiting, now: MANY, waits: { toTake: wait, toEnd: wait } };
    return digestCard(
      language,
      'Europe/Paris',
      { every: 'week', slot, counts, weekBefore: counts, learnt, answers, topics, knownTopics: TOPICS },
      listed(random, 3),
    );
  },
  spikeCard: (random, language) =>
    spikeCard(
      language,
      {
        ...{ posts: 3 * MANY, negative: MANY, neutral: MANY, usual: 0.1, quietHours: 24 },
        topics: TOPICS.topics.map(({ names }) => ({
          called: names[language],
          negative: MANY,
          usual: 0.01,
        })),
      },
      listed(random, 5),
    ),
  reminderCard: (random, language) =>
    reminderCard(
      language,
      { kind: 'escalation', posts: MANY, waited: MANY, name: costly(random, 200) },
      listed(random, 5),
    ),
  statusCard: (random, language) =>
    statusCard(language, {
      settings: settings(random),
      today: counts,
      waiting: { open: MANY, oldest: 0, taken: MANY },
      now: MANY,
      model: 'a1b2c3d4e5f6',
    }),
  settingsCard: (random, language) =>
    settingsCard(language, { settings: settings(random), revision: MANY }, 'x'.repeat(300)),
  moreSettingsCard: (random, language) =>
    moreSettingsCard(
      language,
      { settings: settings(random), revision: MANY },
      { notice: 'x'.repeat(300), card: '1790000000000' },
    ),
  modeCard: (random, language) => modeCard(language, settings(random)),
  savedCard: (random, language) =>
    savedCard(language, { settings: settings(random), former: null, revision: MANY }, true),
  offerCard: (_random, language) => offerCard(language),
  welcomeCard: (_random, language) => welcomeCard(language, keeping),
  helpCard: (_random, language) => helpCard(language, keeping),
  unknownCard: (random, language) => unknownCard(language, costly(random, 100), COMMAND_NAMES.slice(0, 3)),
};

describe('The size of a message of Teams', () => {
  it('is looked at for every card there is', async () => {
    const folder = new URL('../../../src/bot/cards/', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const modules = await Promise.all(
      files
        .filter((file) => file.endsWith('.ts'))
        .map((file) => import(new URL(file, folder).href) as Promise<object>),
    );
    const makers = modules
      .flatMap((module) => Object.keys(module))
      .filter(
        (name) =>
          name.endsWith('Card') && !['adaptiveCard', 'privateCard', 'isFromPrivateCard'].includes(name),
      ); // they take a card
    assert.deepEqual(makers.toSorted(), Object.keys(CARDS).toSorted());
  });

  for (const [name, make] of Object.entries(CARDS))
    it(`stays below 20 KB with the ${name}, whatever the rules and posts`, () => {
      for (let seed = 1; seed <= SEEDS; seed += 1)
        for (const language of ['fr', 'en'] as const) {
          const random = seeded(seed);
          const card = privateCard(make(random, language)); // which takes more room
          const summary = ['verdictCard', 'lineCard'].includes(name)
            ? verdictMessage(card, headline(judged(random), language))
            : noticeMessage(card, card.fallbackText);
          const bytes = Buffer.byteLength(JSON.stringify(summary));
          assert.ok(bytes < MOST_BYTES, `${bytes} bytes with seed ${seed} in ${language}`);
        }
    });
});
