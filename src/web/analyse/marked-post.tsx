// The post as it was written, with the words that weighed most marked: by colour and by the kind of line under them.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import type { Word } from '../api.ts';
import { useTexts } from '../language.ts';
import { markWords, type Piece } from './marks.ts';
import { useScrolls } from './use-scrolls.ts';

/** In the reader's own colours the line under a word is enough. */
const PLAIN = {
  '@media (forced-colors: active)': {
    color: 'CanvasText',
    backgroundColor: 'Canvas',
    forcedColorAdjust: 'none',
  },
} as const;

const useStyles = makeStyles({
  post: {
    margin: 0,
    paddingLeft: '16px',
    borderLeft: `4px solid ${tokens.colorBrandStroke1}`,
    fontSize: tokens.fontSizeBase400,
    lineHeight: 1.7,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: '40vh',
    overflowY: 'auto',
  },
  mark: {
    padding: '1px 3px',
    borderRadius: tokens.borderRadiusSmall,
    textDecorationLine: 'underline',
    textDecorationThickness: '2px',
    textUnderlineOffset: '4px',
  },
  for: {
    color: tokens.colorBrandForeground2,
    backgroundColor: tokens.colorBrandBackground2,
    ...PLAIN,
    textDecorationStyle: 'solid',
  },
  against: {
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground4,
    ...PLAIN,
    textDecorationStyle: 'wavy',
    textDecorationThickness: '1px',
  },
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
  rest: { color: tokens.colorNeutralForeground3 },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 10px',
    // Kept free while the explanation is under way, so that nothing jumps when it comes.
    minHeight: '20px',
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
  },
});

interface MarkedPostProps {
  readonly post: string;
  /** Null while they are not known. */
  readonly words: readonly Word[] | null;
  /** What stands after it was not judged, and is grey. */
  readonly judgedUntil?: number | undefined;
}

export function MarkedPost({ post, words, judgedUntil = post.length }: MarkedPostProps) {
  const styles = useStyles();
  const texts = useTexts();
  const pieces = markWords(
    post.slice(0, judgedUntil),
    (words ?? []).filter(({ end }) => end <= judgedUntil),
  );
  const rest = post.slice(judgedUntil);
  const quote = useRef<HTMLQuoteElement>(null);
  const scrolls = useScrolls(quote);
  return (
    <>
      <blockquote ref={quote} className={styles.post} tabIndex={scrolls ? 0 : undefined}>
        {pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name than their place
          <PieceOfPost key={index} piece={piece} />
        ))}
        {rest.trim() !== '' && (
          <span className={styles.rest}>
            <span className={styles.unseen}> ({texts.unjudged}) </span>
            {rest}
          </span>
        )}
      </blockquote>
      <p className={styles.legend}>
        {words && <Legend pieces={pieces} />}
        {rest.trim() !== '' && <span className={styles.rest}>{texts.greyed}</span>}
      </p>
    </>
  );
}

function PieceOfPost({ piece: { text, speaks } }: { piece: Piece }) {
  const styles = useStyles();
  const texts = useTexts();
  if (!speaks) return text;
  return (
    <mark className={mergeClasses(styles.mark, styles[speaks])}>
      {text}
      <span className={styles.unseen}> ({texts.speaks[speaks]})</span>
    </mark>
  );
}

function Legend({ pieces }: { pieces: readonly Piece[] }) {
  const styles = useStyles();
  const texts = useTexts();
  const sides = (['for', 'against'] as const).filter((side) => pieces.some(({ speaks }) => speaks === side));
  if (sides.length === 0) return texts.evenly;
  return (
    <>
      {texts.weighed}
      {sides.map((side) => (
        <span key={side} className={mergeClasses(styles.mark, styles[side])}>
          {texts.speaks[side]}
        </span>
      ))}
    </>
  );
}
