import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BrandLabel,
  type BrandRule,
  BrandRuleText,
  findRules,
  keyOf,
} from '../../src/channel/brand-rules.ts';

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
