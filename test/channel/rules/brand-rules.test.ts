import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BrandLabel,
  type BrandRule,
  BrandRuleText,
  findRules,
  keyOf,
  MOST_WORDS,
} from '../../../src/channel/rules/brand-rules.ts';

const rule = (phrase: string, label: BrandLabel = 'negative', channel: string | null = null): BrandRule => ({
  phrase,
  label,
  channel,
});
const found = (post: string, ...rules: BrandRule[]) =>
  findRules(post, rules).map((match) => [match.rule.phrase, post.slice(match.start, match.end)]);

describe('Brand rules in a post', () => {
  it('are found whatever accents and capitals they are written with', () => {
    assert.deepEqual(found('RETARDE ! Encore retardé…', rule('Retardé')), [
      ['Retardé', 'RETARDE'],
      ['Retardé', 'retardé'],
    ]);
    assert.deepEqual(found('vol retarde\u0301 hier', rule('retardé')), [['retardé', 'retarde\u0301']]);
  });

  it('are found as whole words only', () => {
    assert.deepEqual(found('retards, retardataire, en-retard-là, l’retard', rule('retard')), [
      ['retard', 'retard'],
      ['retard', 'retard'],
    ]);
  });

  it('are found as phrases, whatever stands between their words', () => {
    assert.deepEqual(found('Pas  de-retard aujourd’hui', rule('pas de retard', 'positive')), [
      ['pas de retard', 'Pas  de-retard'],
    ]);
  });

  it('give way to a longer phrase that they are a part of', () => {
    const rules = [rule('retard'), rule('pas de retard', 'positive'), rule('pas', 'neutral')];
    assert.deepEqual(found('pas de retard, puis un retard', ...rules), [
      ['pas de retard', 'pas de retard'],
      ['retard', 'retard'],
    ]);
  });

  it('of a channel come before those for everywhere, in whatever order they are kept', () => {
    const rules = [rule('retard'), rule('Retard', 'neutral', 'c1')];
    for (const order of [rules, rules.toReversed()])
      assert.deepEqual(
        findRules('retard', order).map(({ rule: { label } }) => label),
        ['neutral'],
      );
  });

  it('are looked for in the beginning of a very long post, as far as the model reads and further', () => {
    const filler = 'o '.repeat(MOST_WORDS - 1);
    assert.equal(found(`${filler}grève`, rule('grève')).length, 1);
    assert.equal(found(`${filler}o grève`, rule('grève')).length, 0);
  });

  it('are the same as by trying every phrase at every word, the longest first', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.uniqueArray(phrase, { maxLength: 6 }),
        fc.array(word, { maxLength: 30 }),
        (phrases, words) => {
          const free = words.map(() => true);
          const naive: [number, string][] = [];
          for (let length = 4; length > 0; length -= 1)
            for (let at = 0; at + length <= words.length; at += 1) {
              const run = words.slice(at, at + length).join(' ');
              if (!phrases.includes(run) || free.slice(at, at + length).includes(false)) continue;
              free.fill(false, at, at + length);
              naive.push([at, run]);
            }
          const expected = naive.sort(([a], [b]) => a - b).map(([, run]) => [run, run]);
          assert.deepEqual(found(words.join(' '), ...phrases.map((each) => rule(each))), expected);
        },
      ),
    );
  });

  it('are none where there are none', () => {
    assert.deepEqual(found('retard'), []);
    assert.deepEqual(found('😡 !!!', rule('retard')), []);
    assert.deepEqual(found('', rule('retard')), []);
  });

  it('never overlap, and stand where the post has their words', () => {
    const phrase = fc
      .array(fc.constantFrom('a', 'b', 'É'), { minLength: 1, maxLength: 3 })
      .map((w) => w.join(' '));
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 5 }), phrase, phrase, (phrases, one, other) => {
        const post = `${one}, ${other}!`;
        const matches = findRules(
          post,
          phrases.map((each) => rule(each)),
        );
        for (const [index, { rule, start, end }] of matches.entries()) {
          assert.equal(keyOf(post.slice(start, end)), keyOf(rule.phrase));
          assert.ok(start >= (matches[index - 1]?.end ?? 0));
        }
      }),
    );
  });
});

describe('The text of a brand rule', () => {
  it('has words, and not too many', () => {
    assert.equal(BrandRuleText.parse('  retard '), 'retard');
    for (const text of ['', '   ', '!!!', 'x'.repeat(101), '[ici](https://evil.example)', 'a\nb'])
      assert.ok(!BrandRuleText.safeParse(text).success, text);
  });
});
