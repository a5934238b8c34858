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
    ['leaves out any quotation', '<blockquote>sic <b>transit</b></blockquote>gloria', 'gloria'],
    [
      'leaves out a quotation within a quotation',
      'oui<blockquote>a<blockquote>b</blockquote>c</blockquote>non',
      'ouinon',
    ],
    [
      'leaves out a message that is passed on',
      '<div itemtype="http://schema.skype.com/Forward" itemscope><p>awful</p></div><p>look at this</p>',
      'look at this',
    ],
    ['takes back what was struck out', '<p><s>nul</s> bien <del>mal</del></p>', 'bien'],
    [
      'takes back what a style strikes out',
      'ok<span style="color:red;text-decoration: line-through">nul</span>',
      'ok',
    ],
    [
      'leaves the names of pictures out, those with an emoji too',
      'là <img alt="Sad 😭 cat.gif" src="x">',
      'là',
    ],
    [
      'takes the markup of Mastodon away',
      '<p><span class="h-card"><a href="https://m.example/@ap" class="u-url mention">@<span>ap</span></a></span> nul <a href="https://e.example/1"><span class="invisible">https://</span><span>e.example/1</span></a></p>',
      '@ap nul https://e.example/1',
    ],
    ['keeps a sign that opens no tag', 'a < b <3 c', 'a < b <3 c'],
    [
      'reads an attribute without quotes, and one that holds a tag’s end',
      '<img alt=👍><a title="1>0">x</a>',
      '👍x',
    ],
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

  it('leaves out the mention that is its reader’s own, however it is written', () => {
    const isOwn = (name: string) => name === 'Tom & Co';
    assert.equal(
      htmlToText('<at id="0"><b>Tom</b> &amp; Co</at> merci <at id="1">Zoé</at>', isOwn),
      'merci @user',
    );
  });

  it('survives elements nested without end', () => {
    assert.equal(typeof htmlToText('<div><b>'.repeat(10_000)), 'string');
  });

  it('looks at no more than a person can write', () => {
    assert.equal(htmlToText(`${'<!---->'.repeat(10_000)}late`).includes('late'), false);
  });

  it('reads every sign of hostile HTML a bounded number of times', () => {
    const hostile = [
      '<a ',
      '<a b="',
      '<!--',
      '</',
      '<',
      '<at>',
      '<b>',
      '</b>',
      '<p>',
      '&',
      '<script>',
      '<img alt=',
      '<s>',
    ];
    for (const piece of hostile) assert.equal(htmlToText(piece.repeat(100_000)).length < 40_000, true);
  });

  it('takes any string, broken markup included', () => {
    const markup = fc.array(
      fc.oneof(fc.constantFrom('<', '>', '</', '<at', '<p>', '&', '&#', '"', '<!--'), fc.string()),
    );
    fc.assert(fc.property(markup, (parts) => typeof htmlToText(parts.join('')) === 'string'));
  });
});
