import assert from 'node:assert/strict';
import { decimal, percentage, readerLanguage, textsIn } from '../../../src/bot/texts/texts.ts';

describe('The language of a reader', () => {
  for (const locale of ['fr', 'fr-FR', 'FR-ca', 'fr_BE', undefined, null, '']) {
    it(`is French for ${JSON.stringify(locale)}`, () => assert.equal(readerLanguage(locale), 'fr'));
  }
  for (const locale of ['en-US', 'de-DE', 'fy-NL', 'french', 'frr']) {
    it(`is English for ${locale}`, () => assert.equal(readerLanguage(locale), 'en'));
  }
});

describe('The texts', () => {
  it('differ between the languages wherever they are sentences', () => {
    const sentences = (language: 'fr' | 'en') =>
      Object.entries(textsIn(language)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      );
    const english = new Map(sentences('en'));
    for (const [name, sentence] of sentences('fr')) assert.notEqual(sentence, english.get(name), name);
  });

  it('give as many steps of help in both languages', () => {
    assert.equal(textsIn('fr').helpSteps.length, textsIn('en').helpSteps.length);
  });
});

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
