import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { en, fr, type PageTexts } from '../../src/web/texts/page-texts.ts';

/** Every sentence, with its place; those that take a value as their source. */
function sentencesOf(texts: object, where = ''): readonly (readonly [where: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'object' ? sentencesOf(text, `${where}${key}.`) : [[where + key, String(text)] as const],
  );
}

const NOTHING = { positive: 0, neutral: 0, negative: 0, uncertain: 0, skipped: 0 };

describe('The sentences of the page', () => {
  it('are nowhere left untranslated, names apart', () => {
    const french = new Map(sentencesOf(fr));
    const same = sentencesOf(en).filter(
      ([where, text]) => /\p{L}{3}/u.test(text) && french.get(where) === text,
    );
    assert.deepEqual(
      same.map(([, text]) => text).filter((text) => !NAMES.has(text)),
      [],
    );
  });

  it('have the title that a browser shows before the page is drawn', () => {
    const html = readFileSync(new URL('../../src/web/index.html', import.meta.url), 'utf8');
    assert.ok(html.includes(`<title>${fr.title}</title>`));
  });

  it('agree with how many there are of a thing', () => {
    const counts = { ...NOTHING, negative: 1, positive: 2, uncertain: 1, skipped: 1 };
    assert.equal(fr.counts(counts), '2 positifs · 1 négatif · 1 incertain · 1 sans verdict');
    assert.equal(en.counts(counts), '2 positive · 1 negative · 1 uncertain · 1 without a verdict');
    assert.match(fr.eachLine(1), /\(1 post\)$/);
    assert.equal(fr.review.figure(1, 0), '1 exemple sur 30 jours, dont aucun relu.');
    assert.equal(fr.review.figure(12, 1), '12 exemples sur 30 jours, dont 1 relu.');
    assert.equal(fr.dashboard.contestedOf(1, 1), '1 sur 1 vote');
    assert.equal(en.dashboard.contestedOf(0, 3), '0 of 3 votes');
    assert.match(fr.review.pending(1), /1 décision est conservée/);
    assert.match(fr.review.pending(2), /2 décisions sont conservées/);
    assert.match(en.drift.own(1, 1), /first 1 day .*\(1 post\)/);
  });

  it('agree in gender with what they are about', () => {
    assert.deepEqual(fr.review.all, { kind: 'tous', door: 'toutes', language: 'toutes' });
  });

  it('have a word for every side, language and source that the service knows', () => {
    for (const texts of [fr, en] satisfies PageTexts[]) {
      assert.deepEqual(Object.keys(texts.verdict).toSorted(), [
        'negative',
        'neutral',
        'positive',
        'uncertain',
      ]);
      assert.deepEqual(Object.keys(texts.language).toSorted(), ['en', 'fr', 'other', 'und']);
      assert.deepEqual(Object.keys(texts.sources).toSorted(), ['api', 'teams']);
    }
  });
});

/** The same in both languages. */
const NAMES = new Set([
  ...en.example.map(({ text }) => text),
  en.column.post,
  en.column.sentiment,
  'post',
  'sentiment',
  'certain',
  en.review.filters.door,
  'Teams',
  en.views.analyse,
  en.views.posts,
  en.posts.field.label,
  en.posts.field.source,
  en.posts.jsonLines,
]);
