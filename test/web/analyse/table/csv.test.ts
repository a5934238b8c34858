import assert from 'node:assert/strict';
import { csvOf } from '../../../../src/web/analyse/table/csv.ts';
import { en, fr } from '../../../../src/web/texts/page-texts.ts';
import { prediction } from '../../predictions.ts';

const row = (post: string) => ({ post, prediction: prediction({ probability: 0.5 }), failure: null });
const { id } = prediction();

describe('csvOf', () => {
  it('writes what a French spreadsheet reads: semicolons, decimal commas, a mark for UTF-8', () => {
    assert.equal(
      csvOf([row('Très bien')], fr, 'fr'),
      '\uFEFF"post";"sentiment";"probabilité positive";"certain";"langue";"règle";"modèle seul";"prédiction"\r\n' +
        `"Très bien";"😊 Positif";"0,5";"Oui";"fr";"";"";"${id}"\r\n`,
    );
  });

  it('writes commas and decimal points in English', () => {
    assert.match(csvOf([row('Fine')], en, 'en'), /\r\n"Fine","😊 Positive","0\.5","Yes"/);
  });

  it('doubles quotes, and keeps separators inside a post', () => {
    assert.match(csvOf([row('dit "non"; merci')], fr, 'fr'), /"dit ""non""; merci";/);
  });

  it('disarms a post that a spreadsheet would run as a formula', () => {
    for (const post of ['=1+1', '+33 1', '-20 %', '@airparadis', '\tmerci'])
      assert.ok(csvOf([row(post)], en, 'en').includes(`"'${post}"`), post);
  });

  it('writes three digits of a probability, and names the rules that touched a verdict, and what the model says by itself', () => {
    const scores = { negative: 0.05, neutral: 0, positive: 0.95 };
    const own = { label: 'positive', scores, probability: 0.95, certain: true } as const;
    const brand = { rules: [{ phrase: 'retard', label: 'negative' }], own } as const;
    const ruled = prediction({ probability: 0.0447999342, brand });
    const [, line] = csvOf([{ post: 'En retard', prediction: ruled, failure: null }], fr, 'fr').split('\r\n');
    assert.match(line!, /;"0,045";"Oui";"fr";"retard";"😊 Positif";/);
  });

  it('keeps a line for a post without a verdict', () => {
    const lines = csvOf([{ post: 'https://a.fr', prediction: null, failure: 'nothing' }], en, 'en').split(
      '\r\n',
    );
    assert.equal(lines[1], '"https://a.fr","","","","","","",""');
  });
});
