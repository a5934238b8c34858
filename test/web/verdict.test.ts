import assert from 'node:assert/strict';
import { en, fr } from '../../src/web/texts/page-texts.ts';
import { labelName, scoreList, sentimentName, sideOf } from '../../src/web/verdict.ts';

describe('A verdict on the page', () => {
  for (const [label, name] of [
    ['positive', '😊 Positif'],
    ['neutral', '😐 Neutre'],
    ['negative', '😞 Négatif'],
  ] as const)
    it(`is called ${name} when it is ${label}, and counts for that side`, () => {
      assert.equal(labelName(fr, label), name);
      assert.equal(sentimentName(fr, { label, certain: true }), name);
      assert.equal(sideOf({ label, certain: true }), label);
    });

  it('counts for no label while it is not certain, and says which way it leans', () => {
    const judged = { label: 'negative', certain: false } as const;
    assert.equal(sideOf(judged), 'uncertain');
    assert.equal(sentimentName(fr, judged), '🤔 Incertain, plutôt négatif');
    assert.equal(sentimentName(en, judged), '🤔 Uncertain, leaning negative');
  });

  it('lists its scores in words from negative to positive, as its bar draws them', () => {
    const scores = { negative: 0.03, neutral: 0.12, positive: 0.85 };
    assert.equal(scoreList(en, 'en', scores), 'negative 3%, neutral 12%, positive 85%');
    assert.match(scoreList(fr, 'fr', scores), /^négatif 3\s%, neutre 12\s%, positif 85\s%$/u);
  });

  it('has an icon of its own for each side, so that colour is never alone', () => {
    const icon = (name: string) => name.split(' ')[0];
    const certain = (['positive', 'neutral', 'negative'] as const).map((label) => icon(labelName(fr, label)));
    const icons = new Set([...certain, icon(sentimentName(fr, { label: 'neutral', certain: false }))]);
    assert.equal(icons.size, 4);
  });
});
