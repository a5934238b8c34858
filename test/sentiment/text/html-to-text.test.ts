import assert from 'node:assert/strict';
import fc from 'fast-check';
import { htmlToText } from '../../../src/sentiment/text/html-to-text.ts';

describe('HTML to text', () => {
  const cases: readonly [behaviour: string, html: string, text: string][] = [
    ['keeps plain words as they are', 'Vol parfait', 'Vol parfait'],
    ['puts every paragraph on a line', '<p>Retard</p><p>encore</p>', 'Retard\nencore'],
    ['breaks the line at <br>', 'Retard<br>encore', 'Retard\nencore'],
    ['puts list items on lines, without bullets', '<ul><li>cold</li><li>late</li></ul>', 'cold\nlate'],
    ['keeps the case of headings', '<h1>Air Paradis</h1>', 'Air Paradis'],
    ['keeps table cells apart', '<table><tr><td>late</td><td>cold</td></tr></table>', 'late cold'],
    ['hides the name in an <at> mention', '<at id="0">Zoé Martin</at>, merci', '@user , merci'],
    [
      'hides the name in a mention span',
      '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">Zoé</span>&nbsp;merci',
      '@user \u00a0merci',
    ],
    ['keeps a mention apart from the words beside it', 'merci<at id="0">Zoé</at>bravo', 'merci @user bravo'],
    ['turns an emoji element into its character', '<emoji id="like" alt="👍" title="J’aime"></emoji>', '👍'],
    ['turns an emoji picture into its character', 'top <img alt="😀" src="x.png">', 'top 😀'],
    ['turns a flag picture into its characters', '<img alt="🇫🇷" src="x.png">', '🇫🇷'],
    ['leaves other pictures out', 'voilà <img alt="image" src="x.png"><img src="y.png">', 'voilà'],
    ['keeps the text of a link', 'see <a href="https://a.example/long">our page</a>', 'see our page'],
    [
      'keeps an address that is its own text',
      '<a href="https://a.example">https://a.example</a>',
      'https://a.example',
    ],
    [
      'leaves out the message that is answered',
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><p>awful</p></blockquote><p>not at all</p>',
      'not at all',
    ],
    ['keeps other quotations', '<blockquote>sic transit</blockquote>', 'sic transit'],
    ['keeps a word of code, and leaves blocks of code out', '<code>late</code> <pre>a\n b</pre>', 'late'],
    ['leaves attachments out', 'joint <attachment id="42">card</attachment>', 'joint'],
    ['decodes entities', 'caf&eacute; &amp; th&#233; &lt;3', 'café & thé <3'],
    ['drops comments, scripts and styles', '<!-- a -->ok<script>b</script><style>c</style>', 'ok'],
    ['leaves zero-width spaces inside words to the normaliser', 'a\u200bb', 'a\u200bb'],
    ['makes nothing of nothing', '', ''],
  ];
  for (const [behaviour, html, text] of cases) {
    it(behaviour, () => assert.equal(htmlToText(html), text));
  }

  it('survives elements nested without end', () => {
    assert.equal(typeof htmlToText('<div><b>'.repeat(10_000)), 'string');
  });

  it('takes any string, broken markup included', () => {
    const markup = fc.array(
      fc.oneof(fc.constantFrom('<', '>', '</', '<at', '<p>', '&', '&#', '"', '<!--'), fc.string()),
    );
    fc.assert(fc.property(markup, (parts) => typeof htmlToText(parts.join('')) === 'string'));
  });
});
