// What waits for an answer now, and how long answers took, by week and by topic.

import { makeStyles, tokens } from '@fluentui/react-components';
import { dateFormat } from '../../locale/dates.ts';
import { duration } from '../../locale/durations.ts';
import { useLanguage, useTexts } from '../language.ts';
import { addressOf } from '../posts/address.ts';
import { TextLink } from '../posts/text-link.tsx';
import { useTopicNames } from '../topics.tsx';
import { count } from './formats.ts';
import type { TriageFigures, TriageShown } from './use-triage.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  now: { margin: '4px 0 12px' },
  open: { fontSize: tokens.fontSizeHero700, fontWeight: tokens.fontWeightSemibold },
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase300 },
  name: {
    padding: '6px 8px 6px 0',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    fontWeight: tokens.fontWeightRegular,
  },
  number: {
    padding: '6px 0 6px 8px',
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    fontWeight: tokens.fontWeightRegular,
  },
  head: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  hint: { margin: '8px 0 0', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Whether there is anything to tell. */
export function hasAnswers({ byWeek: { now, total } }: TriageShown): boolean {
  return now.open + now.taken + total.posts > 0;
}

export function Answers({ triage: { byWeek, byTopic } }: { triage: TriageShown }) {
  const styles = useStyles();
  const { answer } = useTexts();
  return (
    <>
      <h3 className={styles.title}>{answer.waiting}</h3>
      <Now now={byWeek.now} />
      {byWeek.groups.length > 0 && <TimesTable by="week" groups={byWeek.groups} />}
      {byTopic.groups.length > 0 && <TimesTable by="topic" groups={byTopic.groups} />}
      {byWeek.groups.length > 0 && <p className={styles.hint}>{answer.timesHint}</p>}
    </>
  );
}

function Now({ now: { open, oldest, taken } }: { now: TriageFigures['now'] }) {
  const styles = useStyles();
  const language = useLanguage();
  const { answer } = useTexts();
  const list = addressOf({ status: 'open' });
  const parts = [
    ...(oldest ? [answer.oldest(duration(language, Date.now() - Date.parse(oldest)))] : []),
    ...(taken > 0 ? [answer.taken(taken)] : []),
  ];
  return (
    <p className={styles.now}>
      <TextLink className={styles.open} href={list}>
        {count(language, open)}
      </TextLink>{' '}
      {parts.join(' · ')}
    </p>
  );
}

interface TimesTableProps {
  readonly by: 'week' | 'topic';
  readonly groups: TriageFigures['groups'];
}

function TimesTable({ by, groups }: TimesTableProps) {
  const styles = useStyles();
  const language = useLanguage();
  const { answer } = useTexts();
  const topicName = useTopicNames();
  const day = dateFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const nameOf = (group: string) => (by === 'week' ? day.format(Date.parse(group)) : topicName(group));
  const waits = ({ median, p90 }: TriageFigures['total']['to_take']) =>
    median === null || p90 === null
      ? '–'
      : answer.waits(duration(language, median * 1000), duration(language, p90 * 1000));
  const { column } = answer;
  return (
    <table className={styles.table}>
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={styles.name}>
            {column[by]}
          </th>
          {[column.posts, column.open, column.toTake, column.toEnd].map((title) => (
            <th key={title} scope="col" className={styles.number}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, figures }) => (
          <tr key={group} className={styles.row}>
            <th scope="row" className={styles.name}>
              {nameOf(group)}
            </th>
            <td className={styles.number}>{count(language, figures.posts)}</td>
            <td className={styles.number}>{count(language, figures.open)}</td>
            <td className={styles.number}>{waits(figures.to_take)}</td>
            <td className={styles.number}>{waits(figures.to_end)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
