import assert from 'node:assert/strict';
import type { BrandLabel } from '../../../src/channel/rules/brand-rules.ts';
import { createClassifyWithRules } from '../../../src/channel/rules/classify-with-rules.ts';
import { createRulebook } from '../../../src/channel/rules/rulebook.ts';
import { scoresOf, type Verdict } from '../../../src/sentiment/verdict.ts';
import { verdict } from '../../feedback/verdicts.ts';
import { createMemoryRules } from './memory-rules.ts';

describe('A verdict under brand rules', () => {
  const judgedByModel = { ...verdict, certainFrom: { negative: 0.55, neutral: 0.8, positive: 0.6 } };
  let judged: string[];
  let answers: (Verdict | null)[];
  let rulebook: ReturnType<typeof createRulebook>;
  beforeEach(() => {
    judged = [];
    answers = [judgedByModel];
    rulebook = createRulebook({ store: createMemoryRules() });
  });

  const given = async (...rules: [phrase: string, label: BrandLabel, channel?: string][]) => {
    for (const [phrase, label, channel = null] of rules) await rulebook.save({ phrase, label, channel });
  };
  const judge = (post: string, channel?: string) =>
    createClassifyWithRules({
      rulebook,
      classifier: {
        async classify(text) {
          judged.push(text);
          return answers.shift() ?? null;
        },
      },
    })(post, { channel });
  const sidesOf = async (post: string) => {
    const { label, certain, brand } = (await judge(post))!;
    return { label, certain, rules: brand?.rules.map(({ phrase }) => phrase) };
  };
  const OWN = { label: 'positive', scores: verdict.scores, probability: 0.93, certain: true };

  it('is the model’s own where no rule speaks', async () => {
    await given(['retard', 'negative']);
    assert.deepEqual(await judge('Vol parfait'), judgedByModel);
  });

  it('is pushed to the side of a rule, with the model’s own verdict beside it', async () => {
    await given(['retard', 'negative']);
    const { scores, probability, ...pushed } = (await judge('Super, du retard'))!;
    assert.deepEqual(pushed, {
      label: 'negative',
      certain: true,
      certainFrom: judgedByModel.certainFrom,
      language: 'fr',
      truncated: false,
      model: verdict.model,
      brand: { rules: [{ phrase: 'retard', label: 'negative' }], own: OWN },
    });
    // Odds of 7 to 93, times e to the 3.5.
    assert.ok(Math.abs(scores.negative - 0.7137) < 0.001, `${scores.negative}`);
    assert.ok(Math.abs(probability - (1 - scores.negative)) < 1e-9);
    assert.deepEqual(judged, ['Super, du retard']);
  });

  it('stays on the model’s side where that is surer than a rule is strong', async () => {
    await given(['retard', 'negative']);
    answers = [{ ...judgedByModel, probability: 0.99, scores: scoresOf(0.99, 0) }];
    assert.deepEqual(await sidesOf('Un retard, et alors ?'), {
      label: 'positive',
      certain: true,
      rules: ['retard'],
    });
  });

  it('is certain only where the pushed score is, by the model’s own thresholds', async () => {
    await given(['retard', 'negative']);
    answers = [{ ...judgedByModel, certainFrom: { negative: 0.72, neutral: 0.8, positive: 0.6 } }];
    assert.equal((await judge('du retard'))?.certain, false);
    answers = [verdict];
    assert.equal((await judge('du retard'))?.certain, false, 'thresholds are not known');
    answers = [{ ...judgedByModel, language: 'other' }];
    assert.equal((await judge('retard, mucho'))?.certain, false, 'the model was not measured in it');
  });

  it('moves from neutral, too', async () => {
    await given(['retard', 'negative']);
    answers = [{ ...judgedByModel, label: 'neutral', probability: 0.4, scores: scoresOf(0.4, 0.8) }];
    assert.equal((await judge('Retard de dix minutes'))?.label, 'negative');
  });

  it('does not hear of a rule whose phrase is negated', async () => {
    await given(['retard', 'negative']);
    assert.deepEqual(await judge('Vol sans retard, équipage adorable, merci'), judgedByModel);
    answers = [judgedByModel];
    assert.equal((await judge('sans retard hier, mais un retard ce matin'))?.label, 'negative');
  });

  it('names a rule also where the model agrees with it', async () => {
    await given(['parfait', 'positive']);
    const { label, probability, brand } = (await judge('Vol parfait'))!;
    assert.equal(label, 'positive');
    assert.ok(probability > 0.99);
    assert.equal(brand?.rules.length, 1);
  });

  it('is pushed once by each side: rules of both leave it to the model, however many there are', async () => {
    await given(['retard', 'negative'], ['valise', 'negative'], ['top', 'positive']);
    assert.deepEqual(await sidesOf('retard, valise perdue, mais top'), {
      label: 'positive',
      certain: true,
      rules: ['retard', 'valise', 'top'],
    });
  });

  it('is that on the post without the phrase of a neutral rule', async () => {
    await given(['Air Paradis', 'neutral']);
    answers = [verdict, { ...verdict, label: 'negative', probability: 0.2, language: 'und' }];
    const under = await judge('Merci air-paradis, valise perdue');
    assert.deepEqual(judged, ['Merci air-paradis, valise perdue', 'Merci  , valise perdue']);
    assert.deepEqual(under, {
      ...verdict,
      label: 'negative',
      probability: 0.2,
      brand: { rules: [{ phrase: 'Air Paradis', label: 'neutral' }], own: OWN },
    });
  });

  it('names a neutral rule once, however often its phrase stands there', async () => {
    await given(['Paradis', 'neutral']);
    answers = [verdict, verdict];
    assert.equal((await judge('Paradis, paradis'))?.brand?.rules.length, 1);
  });

  it('is that on the rest, pushed, where a neutral rule speaks beside one of a side', async () => {
    await given(['Paradis', 'neutral'], ['retard', 'negative']);
    answers = [judgedByModel, judgedByModel];
    assert.deepEqual(await sidesOf('Paradis du retard'), {
      label: 'negative',
      certain: true,
      rules: ['Paradis', 'retard'],
    });
    assert.deepEqual(judged, ['Paradis du retard', '  du retard']);
  });

  it('is the model’s own, but uncertain, when a neutral rule leaves nothing to judge', async () => {
    await given(['Paradis', 'neutral']);
    answers = [verdict, null];
    const { label, scores, probability, certain } = (await judge('Paradis !'))!;
    assert.deepEqual({ label, scores, probability, certain }, { ...OWN, certain: false });
  });

  it('is the word of one model when another takes over in between', async () => {
    await given(['Paradis', 'neutral']);
    const [before, after] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'];
    answers = [
      { ...verdict, model: before },
      { ...verdict, model: after, probability: 0.7 },
      { ...verdict, model: after, probability: 0.8 },
      { ...verdict, model: after, probability: 0.7 },
    ];
    const judgedAnew = await judge('Paradis, merci');
    assert.equal(judgedAnew?.model, after);
    assert.equal(judgedAnew?.probability, 0.7);
    assert.equal(judgedAnew?.brand?.own.probability, 0.8);
  });

  it('is none where there is nothing to judge', async () => {
    await given(['http', 'negative']);
    answers = [null];
    assert.equal(await judge('http://a.example'), null);
  });

  it('knows the rules of its own channel only, and those for everywhere', async () => {
    await given(['retard', 'negative', 'c1']);
    answers = [verdict, verdict, verdict];
    assert.equal((await judge('retard', 'c1'))?.label, 'negative');
    assert.equal((await judge('retard', 'c2'))?.label, 'positive');
    assert.equal((await judge('retard'))?.label, 'positive');
  });
});

describe('The book of rules', () => {
  const retard = { phrase: 'retard', label: 'negative', channel: null } as const;

  it('reads the store again after five seconds, and at once after a change of its own', async () => {
    let now = 0;
    const store = createMemoryRules();
    const rulebook = createRulebook({ store, clock: () => now });
    assert.deepEqual(await rulebook.inForce(), []);
    await store.saveRule(retard, 0);
    assert.deepEqual(await rulebook.inForce(), []);
    now = 5000;
    assert.deepEqual(await rulebook.inForce(), [retard]);
    assert.deepEqual(await rulebook.remove(retard), retard);
    assert.deepEqual(await rulebook.inForce(), []);
    assert.equal(await rulebook.remove(retard), undefined);
  });

  it('does not believe a store that failed', async () => {
    const store = createMemoryRules();
    const rulebook = createRulebook({ store, clock: () => 0 });
    const allRules = store.allRules;
    store.allRules = async () => {
      throw new Error('store away');
    };
    await assert.rejects(rulebook.inForce(), /store away/);
    store.allRules = allRules;
    assert.deepEqual(await rulebook.inForce(), []);
  });
});
