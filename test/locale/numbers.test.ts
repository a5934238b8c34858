import assert from 'node:assert/strict';
import { decimal, percentage } from '../../src/locale/numbers.ts';

describe('A percentage', () => {
  it('is a whole number, spelt as the language does', () => {
    assert.equal(percentage('fr', 0.934), '93\u00a0%');
    assert.equal(percentage('en', 0.936), '94%');
  });
});

describe('A probability in decimals', () => {
  it('has two of them, behind the mark that the language has', () => {
    assert.equal(decimal('fr', 0.934), '0,93');
    assert.equal(decimal('en', 0.9), '0.90');
  });
});
