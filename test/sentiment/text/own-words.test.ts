import assert from 'node:assert/strict';
import { ownWords } from '../../../src/sentiment/text/own-words.ts';

describe('The author’s own words', () => {
  const cases: readonly [behaviour: string, sent: string, words: string][] = [
    ['are a plain post as it is', '  Vol parfait <3\n> 2 h ', '  Vol parfait <3\n> 2 h '],
    ['are the text of HTML', '<p>Vol <b>nul</b><br>bagage &amp; retard</p>', 'Vol nul\nbagage & retard'],
    ['leave a tag alone that somebody typed', 'la balise <s> ou </s>', 'la balise <s> ou </s>'],
    ['are without quoted lines', '> C’est nul\n>> « jamais »\npas du tout', '\n\npas du tout'],
    ['are none when all is quoted', '> Vol nul', ''],
    ['are without what was struck out', 'vol ~~nul~~ parfait', 'vol  parfait'],
    ['keep waves that strike nothing out', '~~ vol nul ~', '~~ vol nul ~'],
  ];
  for (const [behaviour, sent, words] of cases) it(behaviour, () => assert.equal(ownWords(sent), words));
});
