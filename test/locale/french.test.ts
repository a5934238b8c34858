import assert from 'node:assert/strict';
import { french } from '../../src/locale/french.ts';

describe('A French sentence', () => {
  it('has a no-break space before ; : ! ? % and » and after «', () => {
    assert.equal(
      french`« Oui » ; non ! Quoi ? 5 % : rien`,
      '«\u00a0Oui\u00a0»\u00a0; non\u00a0! Quoi\u00a0? 5\u00a0%\u00a0: rien',
    );
  });

  it('keeps what is filled in as it was written', () => {
    const theirs = 'retard ! « encore »';
    assert.equal(french`« ${theirs} » = ${2} %`, `«\u00a0${theirs}\u00a0» = 2\u00a0%`);
  });

  it('leaves other spaces alone, those of times and addresses too', () => {
    assert.equal(french`à 09:00, voir https://a.example/?b`, 'à 09:00, voir https://a.example/?b');
  });
});
