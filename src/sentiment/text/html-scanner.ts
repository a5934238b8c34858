// Cuts HTML into tags and text as a browser does, in one pass: the cost grows with the length, whatever is in it.

export interface HtmlTag {
  /** In lower case. */
  readonly name: string;
  readonly kind: 'open' | 'close';
  /** Written as `<name/>`. */
  readonly selfClosing: boolean;
  /** What stands between the name and `>`. */
  readonly attributes: string;
}

export interface HtmlHandler {
  onTag(tag: HtmlTag): void;
  /** Entities are not decoded. */
  onText(text: string): void;
}

const NAME = /[^\s/>]+/y;
const LETTER = /[A-Za-z]/;
const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;

/** Calls the handler for each piece, in order. A tag or comment that is never closed takes the rest with it. */
export function scanHtml(html: string, { onTag, onText }: HtmlHandler): void {
  let textFrom = 0;
  let open = html.indexOf('<');
  while (open >= 0) {
    const next = html[open + 1] ?? '';
    const closes = next === '/';
    const named = LETTER.test(closes ? (html[open + 2] ?? '') : next);
    if (!named && !closes && next !== '!' && next !== '?') {
      open = html.indexOf('<', open + 1); // a sign of the text
      continue;
    }
    if (open > textFrom) onText(html.slice(textFrom, open));
    const start = open + (closes ? 2 : 1);
    const end = named ? endOfTag(html, start) : endOfComment(html, open);
    if (end < 0) return;
    if (named) onTag(tagOf(html, start, end, closes));
    textFrom = end + 1;
    open = html.indexOf('<', textFrom);
  }
  if (textFrom < html.length) onText(html.slice(textFrom));
}

/** The attribute of a tag, its entities not decoded. */
export function attributeOf({ attributes }: HtmlTag, name: string): string | undefined {
  if (attributes === '') return undefined;
  for (const [, found, double, single, bare] of attributes.matchAll(ATTRIBUTE))
    if (found!.toLowerCase() === name) return double ?? single ?? bare ?? '';
  return undefined;
}

function tagOf(html: string, start: number, end: number, closes: boolean): HtmlTag {
  NAME.lastIndex = start;
  const [name] = NAME.exec(html)!;
  return {
    name: name.toLowerCase(),
    kind: closes ? 'close' : 'open',
    selfClosing: html[end - 1] === '/',
    attributes: html.slice(start + name.length, end),
  };
}

/** Where the `>` of a tag stands; within the quotes of an attribute it is none. -1 when there is no end. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  let afterEquals = false;
  for (let at = from; at < html.length; at++) {
    const sign = html[at]!;
    if (quote) quote = sign === quote ? '' : quote;
    else if (sign === '>') return at;
    else if (afterEquals && (sign === '"' || sign === "'")) quote = sign;
    if (sign > ' ') afterEquals = sign === '=';
  }
  return -1;
}

/** Where the `>` of a comment or a declaration stands; -1 when it has no end. */
function endOfComment(html: string, open: number): number {
  const mark = html.startsWith('<!--', open) ? '-->' : '>';
  const end = html.indexOf(mark, open + 2);
  return end < 0 ? -1 : end + mark.length - 1;
}
