import assert from 'node:assert/strict';
import type { BrandLabel } from '../../../src/channel/rules/brand-rules.ts';
import { createClassifyWithRules } from '../../../src/channel/rules/classify-with-rules.ts';
import { createRulebook } from '../../../src/channel/rules/rulebook.ts';
import type { Verdict } from '../../../src/sentiment/verdict.ts';
import { verdict } from '../../feedback/verdicts.ts';
import { createMemoryRules } from './memory-rules.ts';

describe('A verdict under brand rules', () => {
  let judged: string[];
  let answers: (Verdict | null)[];
  let rulebook: ReturnType<typeof createRulebook>;
  beforeEach(() => {
    judged = [];
    answers = [verdict];
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
  const OWN = { label: 'positive', scores: verdict.scores, probability: 0.93, certain: true };

  it('is the model’s own where no rule speaks', async () => {
    await given(['retard', 'negative']);
    assert.deepEqual(await judge('Vol parfait'), verdict);
  });

  it('is decided by the rule of a side, for certain, with the model’s own verdict beside it', async () => {
    await given(['retard', 'negative']);
    assert.deepEqual(await judge('Super, du retard'), {
      ...verdict,
      label: 'negative',
      scores: { negative: 1, neutral: 0, positive: 0 },
      probability: 0,
      certain: true,
      brand: { rules: [{ phrase: 'retard', label: 'negative' }], own: OWN },
    });
    assert.deepEqual(judged, ['Super, du retard']);
  });

  it('names a rule also where the model agrees with it', async () => {
    await given(['parfait', 'positive']);
    const { label, probability, brand } = (await judge('Vol parfait'))!;
    assert.deepEqual(
      { label, probability, rules: brand?.rules.length },
      { label: 'positive', probability: 1, rules: 1 },
    );
  });

  it('is decided by the longest of several phrases, then by the first in the post', async () => {
    await given(['retard', 'negative'], ['très bon', 'positive'], ['bof', 'negative']);
    assert.equal((await judge('un retard mais très bon'))?.label, 'positive');
    await given(['top', 'positive']);
    answers = [verdict, verdict];
    assert.equal((await judge('bof puis top'))?.label, 'negative');
    assert.equal((await judge('top puis bof'))?.label, 'positive');
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

  it('is decided by the rule of a side where a neutral one speaks too', async () => {
    await given(['Paradis', 'neutral'], ['retard', 'negative']);
    const { label, brand } = (await judge('Paradis du retard'))!;
    assert.equal(label, 'negative');
    assert.deepEqual(brand?.rules, [{ phrase: 'retard', label: 'negative' }]);
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
