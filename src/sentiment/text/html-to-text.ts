// What a person wrote in Teams or on a network that tells posts in HTML, out of that HTML.
import { decodeHTML } from 'entities';
import { attributeOf, type HtmlTag, scanHtml } from './html-scanner.ts';

/** More than a person can write in Teams (28 KB, markup included); nothing after it is read. */
export const MOST_HTML = 32 * 1024;

const LINES = new Set(
  'p,br,div,ul,ol,li,dl,dt,dd,tr,table,h1,h2,h3,h4,h5,h6,section,article,header,footer,figure,hr'.split(','),
);
const CELLS = new Set(['td', 'th']);
/** A block of code is no opinion, a quotation is somebody else's, and what was struck out was taken back. */
const LEFT_OUT = new Set(
  'blockquote,quote,legacyquote,pre,codeblock,attachment,s,strike,del,script,style,head'.split(','),
);
const NEVER_CLOSED = new Set(['img', 'br', 'hr', 'input', 'meta', 'link', 'wbr', 'quoted']);
const OTHERS = /^http:\/\/schema\.skype\.com\/(?:Reply|Forward|Quote)/i;
const MENTION = 'http://schema.skype.com/Mention';
const STRUCK = /text-decoration[^;]*line-through/i;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;
const EMOJI_ALONE = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u;

/** An element whose content is looked at as a whole, or not at all. */
interface Whole {
  readonly name: string;
  readonly mention: boolean;
  depth: number;
  text: string;
}

/**
 * Plain text of a message: mentions without the name (`@user`), emoji as characters, links as their text, a line a
 * paragraph. Quoted and forwarded messages, struck-out words, blocks of code, attachments and pictures are left out.
 * Any string will do.
 * @param isOwn whether a mention by this name only calls the reader; it is left out.
 */
export function htmlToText(html: string, isOwn: (name: string) => boolean = () => false): string {
  const writer = createWriter();
  let whole: Whole | undefined;

  function closeWhole(): void {
    // Spaces around it keep the handle apart from the words beside it.
    if (whole?.mention) writer.write(isOwn(decodeHTML(whole.text)) ? ' ' : ' @user ');
    whole = undefined;
  }

  function inWhole(open: Whole, tag: HtmlTag): void {
    if (tag.name === open.name && !tag.selfClosing) open.depth += tag.kind === 'open' ? 1 : -1;
    if (open.depth === 0) closeWhole();
  }

  scanHtml(html.slice(0, MOST_HTML), {
    onTag(tag) {
      if (whole) return inWhole(whole, tag);
      if (LINES.has(tag.name)) writer.endLine();
      else if (CELLS.has(tag.name)) writer.write(' ');
      if (tag.kind === 'close') return;
      if (tag.name === 'img' || tag.name === 'emoji') writer.write(emojiOf(tag));
      else if (!tag.selfClosing && !NEVER_CLOSED.has(tag.name)) whole = wholeOf(tag);
    },
    onText(text) {
      if (!whole) writer.write(text.includes('&') ? decodeHTML(text) : text);
      else if (whole.mention) whole.text += text;
    },
  });
  closeWhole();
  return writer.text();
}

function wholeOf(tag: HtmlTag): Whole | undefined {
  const { name } = tag;
  const type = attributeOf(tag, 'itemtype') ?? '';
  const mention = name === 'at' || type === MENTION;
  const leftOut = LEFT_OUT.has(name) || OTHERS.test(type) || STRUCK.test(attributeOf(tag, 'style') ?? '');
  return mention || leftOut ? { name, mention, depth: 1, text: '' } : undefined;
}

/** An emoji is a picture that stands for a character; other pictures, and their names, say nothing. */
function emojiOf(tag: HtmlTag): string {
  const name = decodeHTML(attributeOf(tag, 'alt') ?? '');
  return PICTURE.test(name) && EMOJI_ALONE.test(name) ? name : '';
}

/** Puts text together as a browser shows it: one space for any white space, one line end between blocks. */
function createWriter() {
  let text = '';
  let gap = '';
  return {
    endLine() {
      gap = '\n';
    },
    write(written: string) {
      const shown = written.replace(/[ \t\r\n\f]+/g, ' ');
      if (shown.startsWith(' ')) gap ||= ' ';
      const words = shown.slice(shown.startsWith(' ') ? 1 : 0, shown.endsWith(' ') ? -1 : undefined);
      if (words === '') return;
      text += text === '' ? words : gap + words;
      gap = shown.endsWith(' ') ? ' ' : '';
    },
    text: () => text.trim(),
  };
}
