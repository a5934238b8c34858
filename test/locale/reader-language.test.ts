import assert from 'node:assert/strict';
import { readerLanguage } from '../../src/locale/reader-language.ts';

describe('The language of a reader', () => {
  for (const locale of ['fr', 'fr-FR', 'FR-ca', 'fr_BE', undefined, null, '']) {
    it(`is French for ${JSON.stringify(locale)}`, () => assert.equal(readerLanguage(locale), 'fr'));
  }
  for (const locale of ['en-US', 'de-DE', 'fy-NL', 'french', 'frr']) {
    it(`is English for ${locale}`, () => assert.equal(readerLanguage(locale), 'en'));
  }
});
