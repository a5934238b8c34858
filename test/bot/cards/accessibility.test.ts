import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { AdaptiveCard, CardElement } from '../../../src/bot/cards/adaptive.ts';
import { modeCard, unknownCard } from '../../../src/bot/cards/commands.ts';
import { inDialog } from '../../../src/bot/cards/dialog.ts';
import { digestCard } from '../../../src/bot/cards/digest.ts';
import { helpCard, welcomeCard } from '../../../src/bot/cards/notice.ts';
import { dryRunCard, ruleCard, rulesCard } from '../../../src/bot/cards/rules.ts';
import { moreSettingsCard, offerCard, savedCard, settingsCard } from '../../../src/bot/cards/settings.ts';
import { spikeCard } from '../../../src/bot/cards/spike.ts';
import { statusCard } from '../../../src/bot/cards/status.ts';
import { summaryCard } from '../../../src/bot/cards/summary.ts';
import { feedbackCard } from '../../../src/bot/cards/verdict/feedback.ts';
import { insertedCard } from '../../../src/bot/cards/verdict/inserted.ts';
import { lineCard } from '../../../src/bot/cards/verdict/line.ts';
import { verdictCard } from '../../../src/bot/cards/verdict/verdict.ts';
import { reminderCard } from '../../../src/bot/cards/waiting.ts';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import type { ReaderLanguage } from '../../../src/locale/reader-language.ts';
import { OPEN, prediction, verdict } from '../../feedback/verdicts.ts';
import { TOPICS } from '../../topics/production.ts';
import { type CardObject, elementsOf } from './elements.ts';

const FOLDER = new URL('../../../src/bot/cards/', import.meta.url);
const KEEPING = { KEEP_TEXT: 'voted', KEEP_DAYS: 90 } as const;
const CERTAIN = prediction({ label: 'negative', probability: 0.07 });
const UNCERTAIN = prediction({ probability: 0.54, certain: false, truncated: true });
const RULED = prediction({
  label: 'negative',
  probability: 0,
  brand: { rules: [{ phrase: 'retard', label: 'negative' }], own: verdict },
});
const ABOUT = {
  topics: ['baggage', 'refund', 'delay'].map((name) => ({ name, probability: 0.8 })),
};
const RULE = { phrase: 'retard', label: 'negative', channel: '19:a' } as const;
const SAVED = {
  settings: { ...DEFAULTS, quiet: { from: '20:00', to: '07:00' } },
  former: DEFAULTS,
  revision: 2,
};
const TODAY = { predictions: 3, negative: 2, neutral: 0, positive: 1, uncertain: 1, up: 1, down: 1 };
const NOTHING = { predictions: 0, negative: 0, neutral: 0, positive: 0, uncertain: 0, up: 0, down: 0 };
const EVIL = '[ici](https://evil.example)';
const LISTED = [
  { post: { ...CERTAIN, text: EVIL, up: 0, down: 0 }, link: 'https://teams.microsoft.com/l/message/a/1' },
  { post: { ...CERTAIN, text: null, up: 0, down: 0 }, link: undefined },
];
const DIGEST = {
  every: 'week',
  slot: { since: 0, until: 7, weekBefore: { since: -7, until: 0 } },
  counts: TODAY,
  weekBefore: { ...TODAY, negative: 1 },
  learnt: { votes: 2, corrections: 1, rules: 0 },
  topics: [
    { topic: 'baggage', posts: 3, negative: 2, change: 1 },
    { topic: 'delay', posts: 1, negative: 1, change: undefined },
  ],
  knownTopics: TOPICS,
} as const;
const TAKEN = { ...OPEN, status: 'taken', holder: 'a hash', revision: 2 } as const;
const WORDS = [
  { word: 'perdue', speaks: 'for' },
  { word: '[ici](https://evil.example)', speaks: 'against' },
] as const;

/** Every function of src/bot/cards that makes a whole card, with the cards that are looked at. */
const SAMPLES: Record<string, (language: ReaderLanguage) => AdaptiveCard[]> = {
  verdictCard: (language) => {
    const calm = { up: 0, down: 0 };
    const disputed = { up: 1, down: 2 };
    const wrong = { correct: false, correction: null };
    return [
      verdictCard({ prediction: CERTAIN, tally: calm, language }),
      verdictCard({ prediction: UNCERTAIN, tally: disputed, language }),
      verdictCard({ prediction: CERTAIN, tally: disputed, language, own: wrong }),
      verdictCard({ prediction: CERTAIN, tally: calm, language, own: null }),
      verdictCard({
        prediction: RULED,
        tally: calm,
        language,
        own: { correct: false, correction: 'neutral' },
      }),
      verdictCard({
        prediction: CERTAIN,
        tally: calm,
        language,
        post: 'Valise perdue',
        why: { words: WORDS },
      }),
      verdictCard({ prediction: CERTAIN, tally: calm, language, why: { words: [] } }),
      verdictCard({ prediction: CERTAIN, tally: calm, language, why: { missing: 'text' } }),
      inDialog(verdictCard({ prediction: UNCERTAIN, tally: disputed, language })),
      verdictCard({ prediction: { ...CERTAIN, ...ABOUT }, tally: calm, language, topics: TOPICS }),
      verdictCard({ prediction: CERTAIN, tally: calm, language, handling: OPEN }),
      verdictCard({ prediction: CERTAIN, tally: calm, language, handling: TAKEN, holderName: EVIL }),
      verdictCard({
        prediction: CERTAIN,
        tally: calm,
        language,
        handling: TAKEN,
        isHolder: true,
        wasLate: true,
      }),
    ];
  },
  feedbackCard: (language) => [
    feedbackCard(language, { ...CERTAIN, ...ABOUT }, { correct: false, topics: TOPICS }),
    inDialog(feedbackCard(language, CERTAIN, { correct: true, topics: TOPICS })),
  ],
  insertedCard: (language) => [
    insertedCard({ ...verdict, truncated: true, ...ABOUT }, 'Valise perdue', { language, topics: TOPICS }),
  ],
  lineCard: (language) => [
    lineCard({ prediction: { ...CERTAIN, ...ABOUT }, tally: { up: 1, down: 2 }, language, topics: TOPICS }),
    lineCard({
      prediction: CERTAIN,
      tally: { up: 0, down: 0 },
      language,
      handling: TAKEN,
      holderName: EVIL,
    }),
  ],
  settingsCard: (language) => [settingsCard(language, SAVED), settingsCard(language, SAVED, 'Rien')],
  moreSettingsCard: (language) => [
    moreSettingsCard(language, SAVED),
    inDialog(moreSettingsCard(language, SAVED, { notice: 'Rien', card: '1' })),
  ],
  savedCard: (language) => [savedCard(language, SAVED), savedCard(language, SAVED, true)],
  offerCard: (language) => [offerCard(language)],
  modeCard: (language) => [modeCard(language, DEFAULTS)],
  unknownCard: (language) => [unknownCard(language, 'stats', ['summary', 'help'])],
  reminderCard: (language) => [
    reminderCard(language, { kind: 'reminder', posts: 7, waited: 7_200_000 }, LISTED),
    reminderCard(language, { kind: 'escalation', posts: 2, waited: 7_200_000, name: EVIL }, LISTED),
  ],
  statusCard: (language) => [
    statusCard(language, {
      settings: SAVED.settings,
      today: TODAY,
      waiting: { open: 12, oldest: 0, taken: 4 },
      now: 3 * 3_600_000,
      model: verdict.model,
    }),
  ],
  summaryCard: (language) => [
    summaryCard(language, { ...DIGEST, days: 7, counts: TODAY }, LISTED),
    summaryCard(language, { days: undefined, counts: NOTHING, topics: [] }, []),
  ],
  digestCard: (language) => [
    digestCard(language, 'Europe/Paris', DIGEST, LISTED),
    digestCard(language, 'Europe/Paris', { ...DIGEST, counts: NOTHING, weekBefore: NOTHING, topics: [] }, []),
  ],
  spikeCard: (language) => [
    ...[0.3, undefined].map((usual) =>
      spikeCard(
        language,
        {
          ...{ posts: 20, negative: 15, neutral: 1, usual, quietHours: 3 },
          topics: [{ called: 'bagages', negative: 9, usual: 0.05 }],
        },
        LISTED,
      ),
    ),
  ],
  rulesCard: (language) => [
    rulesCard(language, []),
    rulesCard(language, [RULE, { ...RULE, channel: null }]),
    inDialog(rulesCard(language, [RULE])),
  ],
  dryRunCard: (language) => [
    dryRunCard(language, RULE, { posts: 0, changed: [] }),
    dryRunCard(language, RULE, {
      posts: 200,
      changed: Array.from({ length: 7 }, () => ({
        post: { ...CERTAIN, text: EVIL },
        before: UNCERTAIN,
        after: RULED,
      })),
    }),
  ],
  ruleCard: (language) => [ruleCard(language, RULE, 'added'), ruleCard(language, RULE, 'removed')],
  welcomeCard: (language) => [welcomeCard(language, KEEPING), welcomeCard(language, KEEPING, true)],
  helpCard: (language) => [helpCard(language, KEEPING)],
};

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** What somebody who hears the card, or cannot tell colours apart, would miss. */
function barriersIn(card: AdaptiveCard): string[] {
  const barriers = ['speak', 'fallbackText', 'lang'].filter(
    (name) => !isText(card[name as keyof AdaptiveCard]),
  );
  for (const element of elementsOf(card)) {
    const type = String(element.type ?? '');
    if (/^(?:Image|Media)$/.test(type) && !isText(element.altText)) barriers.push(`${type} without altText`);
    if (/^Chart\./.test(type) && !isText(element.title)) barriers.push(`${type} without a title`);
    if (/^Input\./.test(type) && !isText(element.label ?? element.title))
      barriers.push(`${type} without a label`);
    if (/^Action\./.test(type) && !isText(element.title)) barriers.push(`${type} without a title`);
    // A colour or a style may only repeat what words say.
    if ((element.color || element.style) && !saysSomething(element))
      barriers.push(`${type} that is only a colour`);
  }
  return barriers;
}

function saysSomething(element: CardObject): boolean {
  return elementsOf(element).some(
    ({ text, title, label, legend, facts }) => [text, title, label, legend].some(isText) || facts,
  );
}

/** These take a card, or a press on one. */
const ABOUT_CARDS = ['adaptiveCard', 'privateCard', 'isFromPrivateCard'];

describe('Every card', () => {
  it('that src/bot/cards makes is looked at here: a new one needs a sample in this file', async () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const modules = await Promise.all(files.map((file) => import(new URL(file, FOLDER).href)));
    const made = modules
      .flatMap((module) => Object.keys(module))
      .filter((name) => /^[a-z]\w+Card$/.test(name));
    assert.deepEqual(
      made.filter((name) => !ABOUT_CARDS.includes(name) && !Object.hasOwn(SAMPLES, name)),
      [],
    );
  });

  for (const [name, samples] of Object.entries(SAMPLES))
    for (const language of ['fr', 'en'] as const)
      it(`can be heard, and read without colours: ${name} in ${language}`, () => {
        for (const card of samples(language)) {
          assert.deepEqual(barriersIn(card), []);
          assert.equal(card.lang, language);
        }
      });

  it('of a verdict says in words what its colour says', () => {
    const [certain, uncertain] = SAMPLES.verdictCard!('en') as [AdaptiveCard, AdaptiveCard];
    assert.match(certain.speak, /Negative/);
    assert.match(uncertain.speak, /Uncertain · rather positive/);
  });

  it('shows words of other people as plain text: a text block would make links of them', () => {
    for (const card of ['verdictCard', 'summaryCard', 'digestCard', 'spikeCard'].flatMap((name) =>
      SAMPLES[name]!('fr'),
    ))
      for (const { type, text } of elementsOf(card))
        if (type === 'TextBlock') assert.doesNotMatch(String(text), /evil\.example/);
  });
});

describe('A barrier in a card', () => {
  const [card] = SAMPLES.helpCard!('en') as [AdaptiveCard];
  const lacking: readonly [string, CardElement][] = [
    ['a picture without words', { type: 'Image', url: 'https://example.org/a.png' }],
    ['a field without a label', { type: 'Input.Text', id: 'phrase' }],
    ['a button without a title', { type: 'ActionSet', actions: [{ type: 'Action.Submit' }] }],
    ['a container that is only a colour', { type: 'Container', style: 'attention', items: [] }],
  ];
  for (const [what, element] of lacking)
    it(`is found: ${what}`, () => {
      assert.equal(barriersIn({ ...card, body: [...card.body, element] }).length, 1);
    });
});
