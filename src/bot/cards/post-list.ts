// Posts in a list, each with its verdict, its text as far as it is kept, and the way to it.
import type { JudgedPost } from '../../channel/figures.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { postTexts } from '../texts/posts.ts';
import { type CardElement, openUrl, richText, run, text } from './adaptive.ts';
import { shortened } from './quote.ts';
import { headline } from './verdict/verdict.ts';

const LONGEST = 160;
/** Characters of an address; a list of longer ones would not fit into a message of Teams. */
const LONGEST_LINK = 500;

export interface ListedPost {
  readonly post: JudgedPost;
  /** Its address; undefined where it has none. */
  readonly link: string | undefined;
}

/** @returns nothing for no posts. */
export function postList(language: ReaderLanguage, posts: readonly ListedPost[]): CardElement[] {
  return postLines(language, postTexts[language].mostNegative, posts);
}

/** Posts under a title of their own. */
export function postLines(
  language: ReaderLanguage,
  title: string,
  posts: readonly ListedPost[],
): CardElement[] {
  if (posts.length === 0) return [];
  return [
    text(title, { weight: 'Bolder', spacing: 'Medium', separator: true }),
    ...posts.map((each) => line(language, each)),
  ];
}

function line(language: ReaderLanguage, { post, link }: ListedPost): CardElement {
  const words = postTexts[language];
  const sentence =
    post.text === null
      ? run(words.notKept, { isSubtle: true })
      : run(shortened(post.text, LONGEST), { italic: true });
  return richText(
    [
      run(`${headline(post, language)} · `),
      sentence,
      ...(link && link.length <= LONGEST_LINK
        ? [run(' '), run(words.open, { selectAction: openUrl(words.open, link) })]
        : []),
    ],
    { spacing: 'Small' },
  );
}
