// What waits for an answer now, and how long answers took, by week and by topic.

import { makeStyles, tokens } from '@fluentui/react-components';
import { dateFormat } from '../../locale/dates.ts';
import { duration } from '../../locale/durations.ts';
import { useLanguage, useTexts } from '../language.ts';
import { addressOf } from '../posts/address.ts';
import { TextLink } from '../posts/text-link.tsx';
import { useTopicNames } from '../topics/topics.tsx';
import { FiguresTable } from './figures-table.tsx';
import { count } from './formats.ts';
import type { TriageFigures, TriageShown } from './use-triage.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  now: { margin: '4px 0 12px' },
  open: { fontSize: tokens.fontSizeHero700, fontWeight: tokens.fontWeightSemibold },
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
    <FiguresTable
      titles={[column[by], column.posts, column.open, column.toTake, column.toEnd]}
      rows={groups.map(({ group, figures }) => ({
        key: group,
        name: nameOf(group),
        numbers: [
          count(language, figures.posts),
          count(language, figures.open),
          waits(figures.to_take),
          waits(figures.to_end),
        ],
      }))}
    />
  );
}
