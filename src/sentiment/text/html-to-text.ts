// What a person wrote in Teams, out of the HTML that Teams makes of it.
import { compile, type FormatCallback } from 'html-to-text';

const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

/** Spaces around it keep the handle apart from the words beside it. */
const mention: FormatCallback = (_element, _walk, builder) => builder.addInline(' @user ');

/** An emoji is a picture that stands for a character; other pictures say nothing. */
const emoji: FormatCallback = (element, _walk, builder) => {
  const character = element.attribs.alt ?? '';
  if (PICTURE.test(character)) builder.addInline(character);
};

const line = { leadingLineBreaks: 1, trailingLineBreaks: 1 };
const lines = 'p,ul,ol,li,blockquote,tr,table,h1,h2,h3,h4,h5,h6'.split(',');

const convert = compile({
  wordwrap: false,
  whitespaceCharacters: ' \t\r\n\f',
  // Far deeper than Teams ever nests; a hostile document must not exhaust the stack.
  limits: { maxDepth: 100, ellipsis: '' },
  formatters: { mention, emoji },
  selectors: [
    ...lines.map((selector) => ({ selector, format: 'block', options: line })),
    // A block of code is no opinion; a word of code within a sentence is part of it.
    { selector: 'pre', format: 'skip' },
    { selector: 'codeblock', format: 'skip' },
    { selector: 'td', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'th', format: 'inlineSurround', options: { suffix: ' ' } },
    { selector: 'a', format: 'inline' },
    { selector: 'hr', format: 'skip' },
    { selector: 'at', format: 'mention' },
    { selector: 'span[itemtype="http://schema.skype.com/Mention"]', format: 'mention' },
    { selector: 'img', format: 'emoji' },
    { selector: 'emoji', format: 'emoji' },
    // The message that is answered was written by someone else.
    { selector: 'blockquote[itemtype="http://schema.skype.com/Reply"]', format: 'skip' },
    { selector: 'attachment', format: 'skip' },
  ],
});

/**
 * Plain text of a Teams message: mentions without the name (`@user`), emoji as characters, links as their text, a line
 * a paragraph. Quoted messages, blocks of code, attachments and pictures are left out. Any string will do.
 */
export function htmlToText(html: string): string {
  return convert(html).trim();
}
