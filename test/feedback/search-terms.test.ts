import assert from 'node:assert/strict';
import { searchTermsOf, searchWordsOf } from '../../src/feedback/search-terms.ts';

describe('The words of a text', () => {
  it('have neither capitals nor accents, and nothing stands between them', () => {
    assert.deepEqual(searchWordsOf('L’AVION n’est pas arrivé… 3 h après ✈️ (AP123)'), [
      ...['l', 'avion', 'n', 'est', 'pas', 'arrive', '3', 'h', 'apres', 'ap123'],
    ]);
    assert.deepEqual(searchWordsOf('\u{FF36}ol & рейс'), ['vol', 'реис']);
    assert.deepEqual(searchWordsOf('👏 … !'), []);
  });

  it('are cut where no word is that long', () => {
    assert.deepEqual(
      searchWordsOf('a'.repeat(5000)).map((word) => word.length),
      [100],
    );
  });
});

describe('What somebody looks for', () => {
  it('is found in the singular and in the plural', () => {
    assert.deepEqual(searchTermsOf('Bagages'), [[['bagages'], ['bagage']]]);
    assert.deepEqual(searchTermsOf('retard bateaux'), [
      [['retard'], ['retards']],
      [['bateaux'], ['bateau']],
    ]);
    assert.deepEqual(searchTermsOf('ap123 à'), [[['ap123']], [['a']]]);
  });

  it('is found as it stands between quotes, French ones too', () => {
    assert.deepEqual(searchTermsOf('« vol annulé » "trois heures'), [
      [['vol', 'annule']],
      [['trois', 'heures']],
    ]);
  });

  it('is found whether a ligature was typed or two letters', () => {
    assert.deepEqual(searchTermsOf('"cœur" "coeur"'), [
      [['cœur'], ['coeur']],
      [['coeur'], ['cœur']],
    ]);
  });

  it('is looked for in three spellings at most, however many letters of a phrase may be ligatures', () => {
    const [phrase] = searchTermsOf(`"${'oe '.repeat(60)}cœur"`);
    assert.deepEqual(
      phrase?.map((words) => words.slice(-2)),
      [
        ['oe', 'cœur'],
        ['oe', 'coeur'],
        ['œ', 'cœur'],
      ],
    );
  });

  it('is nothing where there are no words', () => {
    assert.deepEqual(searchTermsOf('" ! " 👏'), []);
  });
});
