import assert from 'node:assert/strict';
import { findRules } from '../../../src/channel/rules/brand-rules.ts';

const RULES = ['retard', 'en retard', 'génial', 'delay', 'delays', 'late'].map((phrase) => ({
  phrase,
  label: 'negative' as const,
  channel: null,
}));
const negated = (post: string) => findRules(post, RULES).map((match) => match.negated);

describe('A phrase of a brand rule', () => {
  for (const post of [
    'Vol sans retard, merci',
    'sans aucun retard',
    'SANS LE MOINDRE RETARD',
    'Pas de retard ce matin',
    'on n’a pas eu de retard',
    'Nous n’avons jamais eu le moindre retard',
    'aucun retard',
    'Jamais en retard !',
    'il n’est jamais arrivé en retard',
    'pas un seul retard en dix vols',
    'ni retard ni grève',
    'zéro retard',
    'pas vraiment génial',
    'No delay at all',
    'never late',
    'without any delay',
    'We have never had a single delay',
    'It wasn’t late',
    "They didn't have any delays",
    'no major delays',
    'neither late nor rude',
  ])
    it(`is negated in “${post}”`, () => assert.deepEqual(negated(post), [true]));

  for (const post of [
    'Encore du retard',
    'pas content du retard',
    'Pas seulement en retard, désagréable aussi',
    'jamais vu un tel retard',
    'Pas de réponse : retard de trois heures',
    'Non, retard annoncé',
    'sans doute en retard',
    'que du retard',
    'jamais sans retard',
    'Aucun vol sans retard cette semaine',
    'pas un vol sans retard',
    'never without delay',
    'not a flight without delay',
    'Late again, no excuse',
    'No. Late again',
    'not only late but rude',
    'never seen such delays',
    'not an answer, late',
  ])
    it(`is not negated in “${post}”`, () => assert.deepEqual(negated(post), [false]));

  it('is looked at each time it stands there', () => {
    assert.deepEqual(negated('Hier sans retard, ce matin un gros retard'), [true, false]);
    assert.deepEqual(negated('t late'), [false]);
  });

  it('may hold a negation itself', () => {
    const rule = { phrase: 'pas mal', label: 'positive', channel: null } as const;
    assert.deepEqual(
      ['pas mal du tout', 'jamais pas mal'].flatMap((post) => findRules(post, [rule]).map((m) => m.negated)),
      [false, true],
    );
  });
});
