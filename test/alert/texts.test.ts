import assert from 'node:assert/strict';
import { DRIFT_LANGUAGES } from '../../src/alert/drift-texts.ts';
import { LANGUAGES } from '../../src/alert/texts.ts';
import { BREAKABLE, sentencesOf } from '../locale/sentences.ts';

describe('The texts of mails', () => {
  it('keep French punctuation on the line of its word', () => {
    for (const texts of [LANGUAGES[0], DRIFT_LANGUAGES[0]])
      for (const [path, sentence] of sentencesOf(texts))
        assert.doesNotMatch(sentence, BREAKABLE, `${path}: ${sentence}`);
  });

  it('have no French typography in English', () => {
    for (const texts of [LANGUAGES[1], DRIFT_LANGUAGES[1]])
      for (const [path, sentence] of sentencesOf(texts))
        assert.doesNotMatch(sentence, /[ \u00a0][;:!?%»]|«/, `${path}: ${sentence}`);
  });
});
