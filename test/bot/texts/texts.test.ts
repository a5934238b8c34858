import assert from 'node:assert/strict';
import { textsIn } from '../../../src/bot/texts/texts.ts';

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
