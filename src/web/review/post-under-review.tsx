// A post with all that helps to decide: what the model said, how people voted, what they say is right.

import { makeStyles, tokens } from '@fluentui/react-components';
import { dateFormat } from '../../locale/dates.ts';
import { decimal } from '../../locale/numbers.ts';
import { BrandNote } from '../analyse/brand-note.tsx';
import { Meter } from '../analyse/meter.tsx';
import type { WaitingPost } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { addressOfPost } from '../posts/address.ts';
import { TextLink } from '../posts/text-link.tsx';
import { TopicTags } from '../topics/topics.tsx';
import { LABELS, labelName, sentimentName } from '../verdict.ts';
import { ageOf } from './age.ts';

const useStyles = makeStyles({
  kind: {
    alignSelf: 'flex-start',
    margin: 0,
    padding: '2px 10px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    fontSize: tokens.fontSizeBase200,
  },
  post: {
    margin: 0,
    paddingLeft: '16px',
    borderLeft: `4px solid ${tokens.colorBrandStroke1}`,
    fontSize: tokens.fontSizeBase500,
    lineHeight: 1.6,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxHeight: '35vh',
    overflowY: 'auto',
  },
  facts: { display: 'flex', flexDirection: 'column', gap: '4px' },
  fact: { margin: 0 },
  small: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export function PostUnderReview({ post }: { post: WaitingPost }) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const { review } = texts;
  const spoken = post.lang === 'fr' || post.lang === 'en' ? post.lang : undefined;
  const corrections = LABELS.filter((label) => post.corrections[label] > 0);
  const when = dateFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <p className={styles.kind}>{review.kind[post.kind]}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long post scrolls, so the keyboard must reach it */}
      <blockquote className={styles.post} tabIndex={0} lang={spoken}>
        {post.text}
      </blockquote>
      <div className={styles.facts}>
        <p className={styles.fact}>
          {texts.sentiment(sentimentName(texts, post))} ·{' '}
          {texts.probability(decimal(language, post.probability))}
        </p>
        <Meter scores={post.scores} />
        <TopicTags post={post} />
        <p className={styles.fact}>{review.votes(post.tally.up, post.tally.down)}</p>
        {corrections.length > 0 && (
          <p className={styles.fact}>
            {review.corrections}{' '}
            {corrections
              .map((label) => `${labelName(texts, label)} × ${post.corrections[label]}`)
              .join(' · ')}
          </p>
        )}
        {post.reasons.length > 0 && (
          <p className={styles.fact}>
            {review.reasons} {post.reasons.map(texts.brand.quote).join(' · ')}
          </p>
        )}
        {post.brand && <BrandNote verdict={{ ...post, brand: post.brand }} />}
        {post.truncated && <p className={styles.small}>{texts.truncated}</p>}
        <p className={styles.small}>
          {texts.sources[post.door] ?? post.door} · {texts.language[post.lang]} ·{' '}
          {when.format(Date.parse(post.created_at))} (
          {ageOf(language, Date.parse(post.created_at), Date.now())}) ·{' '}
          <TextLink href={addressOfPost(post.prediction_id)}>{review.open}</TextLink>
        </p>
      </div>
    </>
  );
}
