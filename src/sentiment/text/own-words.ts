// What somebody sent as a post, as its author's own words in plain text.
import { htmlToText } from './html-to-text.ts';

/** Tags that nobody types by hand; posts of Mastodon, for one, are told in them. */
const HTML = /<\/(?:p|div|a|span|b|i|em|strong|blockquote|ul|ol|li|h[1-6])>|<br ?\/?>/i;
/** A line that `>` marks as somebody else's; before a number or another sign it marks nothing ("> 3 h"). */
const QUOTED_LINE = /^[ \t\u00A0]*(?:>[ \t\u00A0]*)+(?=[\p{L}@#"'“”‘’«*_¿¡[]).*$/gmu;
/** Struck out in Markdown. */
const STRUCK = /~~[^~\n]+~~/g;

/** @param sent plain text, or the HTML of a post. What is left out leaves no mark. */
export function ownWords(sent: string): string {
  return withoutQuotations(HTML.test(sent) ? htmlToText(sent) : sent);
}

/** A plain text without the lines that quote somebody else, and without what was struck out. */
export function withoutQuotations(text: string): string {
  return text.replace(QUOTED_LINE, '').replace(STRUCK, '');
}
