import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isEmpty, normalise } from '../../../src/sentiment/text/normalise.ts';

describe('normalise', () => {
  const cases: readonly [behaviour: string, post: string, normalised: string][] = [
    ['keeps plain words', 'Vol parfait !', 'Vol parfait !'],
    ['drops lone surrogates, replacement characters and NUL', 'a\ud83db\ufffdc\0d\ude00', 'abcd'],
    ['keeps surrogate pairs', '😀', '😀'],
    ['decodes named entities', 'caf&eacute; &amp; &lt;3', 'café & <3'],
    ['decodes numeric entities', '&#233;&#xE9;&#X20AC;', 'éé€'],
    ['decodes entities once only', '&amp;lt;', '&lt;'],
    ['reads 0x80-0x9F as Windows-1252', '&#128;', '€'],
    ['drops entities beyond Unicode, surrogates and NUL', 'a&#1114112;b&#xD83D;c&#0;d', 'abcd'],
    ['drops entities of control characters and noncharacters', 'a&#1;b&#xFDD0;c&#127;d', 'abcd'],
    ['leaves unknown names', '&wings; AT&T;', '&wings; AT&T;'],
    ['decodes a known name at the start of an unknown one, as HTML does', '&notit;', '¬it;'],
    ['leaves names without a semicolon', '&eacute &copy', '&eacute &copy'],
    ['composes accents', 'e\u0301te\u0301', 'été'],
    ['composes across a decoded entity', 'e&#769;', 'é'],
    ['removes invisible characters', 'a\u00adb\u200bc\ufeffd\u202ee\u2066f', 'abcdef'],
    ['keeps joiners and variation selectors', '👩‍✈️', '👩‍✈️'],
    ['makes one plain space of white space', '\n a\t\u00a0\u2003b \u3000\x85c\u2028', 'a b c'],
    ['puts http for links', 'voir HTTPS://a.example/b?c=d. et www.b.example !', 'voir http et http !'],
    ['is not taken in by letters that only look like https', 'http\u017f://a', 'http\u017f://a'],
    ['puts @user for handles', '@Zoe_1: merci @air-paradis', '@user: merci @user-paradis'],
    ['leaves mail addresses', 'zoe.martin@a.example jean@orange.fr', 'zoe.martin@a.example jean@orange.fr'],
    ['knows handles after a full stop', '.@zoe a dit non.@max', '.@user a dit non.@max'],
    ['knows handles of Mastodon', '(@zoe.m@mamot.fr) et @max@piaille', '(@user) et @user@piaille'],
    ['knows handles of Bluesky', '@zoe.bsky.social: @le-train.fr @zoe.merci', '@user: @user @user.merci'],
    ['knows bare domains', 'lu sur opodo.fr, m.example.com/a?b et youtu.be/x', 'lu sur http, http et http'],
    [
      'leaves what only looks like a domain',
      'fin.Encore p.ex/a 3.50 trotinéo.fr',
      'fin.Encore p.ex/a 3.50 trotinéo.fr',
    ],
    ['reads letters in fancy dress as letters', '𝗩𝗼𝗹 𝓷𝓾𝓵 Ａ３ ⓑⓐⓓ 🄱 ℂ', 'Vol nul A3 bad B C'],
    ['leaves the emoji that is a circled letter', 'métro Ⓜ️', 'métro Ⓜ️'],
    ['takes signs that look like nothing for white space', 'a\u3164b\u2800c\uffa0', 'a b c'],
    ['breaks up the names of the tokenizer’s pieces', '<s>a</s> &lt;mask&gt; <b>', '< s>a< /s> < mask> <b>'],
  ];
  for (const [behaviour, post, normalised] of cases) {
    it(behaviour, () => assert.equal(normalise(post), normalised));
  }

  const anyString = fc.string({ unit: 'binary', maxLength: 60 });
  const wild = fc
    .array(
      fc.oneof(
        anyString,
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\ud83d', '\udc4d', '\0', '\u200d', 'http://', 'www.', '@', '\u0301', '\u00a0', '\t'),
      ),
    )
    .map((parts) => parts.join(''));

  it('gives well-formed text without controls, doubled or outer spaces, whatever the post', () => {
    fc.assert(
      fc.property(wild, (post) => {
        const text = normalise(post);
        assert.ok(text.isWellFormed());
        assert.doesNotMatch(text, /\p{Cc}| {2}|^ | $/u);
      }),
      { numRuns: 1000 },
    );
  });

  // An accent may come to stand behind another letter when a handle or an invisible character goes from between.
  const tame = wild.map((post) => post.replace(/[&@\p{Cf}]/gu, ''));

  it('gives NFC, and changes nothing the second time', () => {
    fc.assert(
      fc.property(tame, (post) => {
        const text = normalise(post);
        assert.equal(text, text.normalize('NFC'));
        assert.equal(text, normalise(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves the words that stand for links and handles alone the second time', () => {
    const text = normalise('@zoe voir www.a.example (@max)');
    assert.equal(text, '@user voir http (@user)');
    assert.equal(normalise(text), text);
  });
});

describe('isEmpty', () => {
  const empty = [
    ...['', '  \n', '\u200b', '\u3164', '\u2800 \u2800', '\u0640'],
    ...['!', '… ?', '2026', '8:30', '10/10 !!!', '7️⃣', '©'],
    ...[
      'https://a.example',
      '@zoe @max www.a.example',
      '@zoe, (@max@mamot.fr)',
      '<https://a.example>',
      'opodo.fr',
    ],
    ...['RT @zoe : https://a.example', 'rt @zoe', 'https://a.example via @zoe', 'cc @zoe @max'],
  ];
  for (const post of empty)
    it(`finds nothing to judge in ${JSON.stringify(post)}`, () =>
      assert.equal(isEmpty(normalise(post)), true));
  const readable = ['😡', 'ok', 'x', '遅れ', '@zoe non', 'https://a.example wow', 'RT', '#retard', '𝗻𝗼𝗻'];
  for (const post of [...readable, ':-(', '12 :D', '<3', '^^', '-_-'])
    it(`finds something to judge in ${JSON.stringify(post)}`, () =>
      assert.equal(isEmpty(normalise(post)), false));
});
