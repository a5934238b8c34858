import assert from 'node:assert/strict';
import { scoresOf } from '../../../src/sentiment/verdict.ts';
import { createBrandRuleStore } from '../../../src/storage/stores/brand-rule-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const retard = { phrase: 'retard', label: 'negative', channel: null } as const;
const inChannel = { phrase: 'Retard', label: 'neutral', channel: '19:a' } as const;

onBothDatabases('The store of brand rules', (current) => {
  const store = () => createBrandRuleStore(current());

  it('keeps a rule for everywhere beside that of a channel', async () => {
    await store().saveRule(inChannel, 1000);
    await store().saveRule(retard, 1000);
    assert.deepEqual(await store().allRules(), [retard, inChannel]);
  });

  it('keeps one rule a phrase and place, however it is written: the last', async () => {
    await store().saveRule(retard, 1000);
    await store().saveRule({ ...retard, phrase: 'RETARD', label: 'positive' }, 1000);
    assert.deepEqual(await store().allRules(), [{ ...retard, phrase: 'RETARD', label: 'positive' }]);
  });

  it('takes no more in a place than it is to hold, and still gives those that are there another meaning', async () => {
    for (const phrase of ['retard', 'bagage'])
      assert.ok(await store().saveRule({ ...inChannel, phrase }, 1000, { most: 2 }));
    assert.ok(!(await store().saveRule({ ...inChannel, phrase: 'siège' }, 1000, { most: 2 })));
    assert.ok(
      await store().saveRule({ ...inChannel, phrase: 'Bagage', label: 'positive' }, 1000, { most: 2 }),
    );
    assert.ok(await store().saveRule({ ...inChannel, phrase: 'siège', channel: '19:b' }, 1000, { most: 2 }));
    assert.ok(await store().saveRule({ ...inChannel, phrase: 'siège', channel: null }, 1000, { most: 2 }));
    assert.deepEqual(
      (await store().allRules()).map(({ phrase, channel }) => [phrase, channel]),
      [
        ['Bagage', '19:a'],
        ['retard', '19:a'],
        ['siège', null],
        ['siège', '19:b'],
      ],
    );
  });

  it('removes a rule where it holds, and tells what it was', async () => {
    await store().saveRule(inChannel, 1000);
    await store().saveRule(retard, 1000);
    assert.deepEqual(await store().deleteRule({ phrase: 'rétard', channel: '19:a' }), inChannel);
    assert.deepEqual(await store().allRules(), [retard]);
    assert.equal(await store().deleteRule({ phrase: 'retard', channel: '19:a' }), undefined);
  });
});

onBothDatabases('A prediction that brand rules made', (current) => {
  it('keeps them, and what the model said by itself', async () => {
    const store = createFeedbackStore(current());
    const brand = {
      rules: [{ phrase: 'à l’heure', label: 'positive' }],
      own: { label: 'negative', scores: scoresOf(0.3, 0), probability: 0.3, certain: true },
    } as const;
    const ruled = prediction({ brand });
    const plain = prediction();
    await store.addPrediction(ruled);
    await store.addPrediction(plain);
    assert.deepEqual(await store.findPrediction(ruled.id), ruled);
    assert.deepEqual(await store.findPrediction(plain.id), plain);
  });
});
