import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { en, fr } from '../../src/web/texts/page-texts.ts';

const REFERENCE = [
  'Air Paradis - Sentiment Analysis',
  'Entrez votre tweet ici:',
  'Analyser',
  'Probabilité positive : 0.93',
  'Sentiment : 😊 Positif',
  'Est-ce la bonne prédiction ?',
  'Oui',
  'Non',
  'Envoyer mon feedback',
  "✓ Feedback envoyé à l'API",
  'Tweet suivant',
];

/** Every sentence, those that take a value with a value in them. */
function sentencesOf(texts: object): string[] {
  return Object.values(texts).flatMap((text) =>
    typeof text === 'string' ? [text] : typeof text === 'function' ? [String(text)] : sentencesOf(text),
  );
}

describe('The sentences of the page', () => {
  it('are in French, word for word, those of the reference interface', () => {
    assert.deepEqual(
      [
        fr.title,
        fr.enter,
        fr.analyse,
        fr.probability('0.93'),
        fr.sentiment(fr.verdict.positive),
        fr.question,
        fr.yes,
        fr.no,
        fr.send,
        fr.sent,
        fr.next,
      ],
      REFERENCE,
    );
  });

  it('are nowhere left untranslated, names apart', () => {
    const french = new Set(sentencesOf(fr).filter((text) => /\p{L}{3}/u.test(text)));
    const same = sentencesOf(en).filter((text) => french.has(text));
    assert.deepEqual(
      same.filter((text) => !NAMES.has(text)),
      [],
    );
  });

  it('have the title that a browser shows before the page is drawn', () => {
    const html = readFileSync(new URL('../../src/web/index.html', import.meta.url), 'utf8');
    assert.ok(html.includes(`<title>${fr.title}</title>`));
  });
});

/** The same in both languages. */
const NAMES = new Set([
  fr.title,
  en.example[0],
  en.column.post,
  en.column.sentiment,
  'post',
  'sentiment',
  'certain',
  'Teams',
  en.views.analyse,
  'Votes 👍 / 👎',
  'Verdicts',
]);
