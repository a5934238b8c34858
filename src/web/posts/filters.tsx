// The search field and the filters of the list. The address keeps them, so that a search can be handed on.
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import { Choice } from '../choice.tsx';
import { useTexts } from '../language.ts';
import { useTopicTitles } from '../topics/topics.tsx';
import { LABELS, POST_LANGUAGES } from '../verdict.ts';
import { dayOf, type FilterName, type PostsFilter } from './address.ts';
import type { Choices } from './choices.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  search: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'flex-start' },
  words: { flex: '1 1 260px', minWidth: 0 },
  submit: { marginTop: '26px', '@media (max-width: 480px)': { marginTop: 0 } },
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold, padding: '4px 0' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
    gap: '12px',
    padding: '8px 0',
    '& > *': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
    '& select, & input': { minWidth: 0, width: '100%' },
  },
});

interface PostFiltersProps {
  readonly filter: PostsFilter;
  readonly choices: Choices;
  readonly onFilter: (filter: PostsFilter) => void;
}

export function PostFilters({ filter, choices, onFilter }: PostFiltersProps) {
  const styles = useStyles();
  const { posts: texts } = useTexts();
  const [words, setWords] = useState(filter.q ?? '');
  useEffect(() => setWords(filter.q ?? ''), [filter.q]);
  const { q: _q, incident: _incident, ...others } = filter;
  const set = Object.keys(others).length;
  const [open] = useState(() => set > 0 || window.innerWidth >= 900);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFilter(changed(filter, 'q', words.trim()));
  };
  return (
    <search>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.search}>
          <Field className={styles.words} label={texts.search} hint={texts.searchHint}>
            <Input
              type="search"
              maxLength={200}
              value={words}
              onChange={(_event, { value }) => setWords(value)}
            />
          </Field>
          <Button className={styles.submit} type="submit" appearance="primary">
            {texts.submit}
          </Button>
        </div>
        <details open={open}>
          <summary className={styles.summary}>{texts.filters(set)}</summary>
          <Choosing filter={filter} choices={choices} onFilter={onFilter} />
          {Object.keys(filter).length > 0 && (
            <Button size="small" onClick={() => onFilter({})}>
              {texts.clear}
            </Button>
          )}
        </details>
      </form>
    </search>
  );
}

function Choosing({ filter, choices, onFilter }: PostFiltersProps) {
  const styles = useStyles();
  const texts = useTexts();
  const { posts, answer, verdict, language, sources } = texts;
  const topics = useTopicTitles();
  const put =
    (name: FilterName) =>
    (_event: unknown, { value }: { value: string }) =>
      onFilter(changed(filter, name, value));
  const choice = (
    name: keyof typeof posts.field,
    options: readonly (readonly [value: string, title: string])[],
  ) => (
    <Choice
      label={posts.field[name]}
      value={filter[name] ?? ''}
      options={[['', posts.all], ...options]}
      onChoose={(value) => onFilter(changed(filter, name, value))}
    />
  );
  const day = (name: 'from' | 'to') => (
    <Field label={posts.field[name]}>
      <Input type="date" value={dayOf(filter, name)} onChange={put(name)} />
    </Field>
  );
  return (
    <div className={styles.row}>
      {choice(
        'label',
        LABELS.map((label) => [label, verdict[label]]),
      )}
      {choice('certain', Object.entries(posts.certainty))}
      {choice('feedback', Object.entries(posts.feedback))}
      {choice('status', Object.entries(answer.status))}
      {topics.length > 0 && choice('topic', topics)}
      {choice(
        'channel',
        [...choices.channels].map(([handle, name]) => [handle, name ?? posts.unnamedChannel]),
      )}
      {choice(
        'source',
        choices.sources.map((source) => [source, sources[source] ?? source]),
      )}
      {choice(
        'lang',
        POST_LANGUAGES.map((tag) => [tag, language[tag]]),
      )}
      {day('from')}
      {day('to')}
    </div>
  );
}

function changed(filter: PostsFilter, name: FilterName, value: string): PostsFilter {
  const { [name]: _before, ...others } = filter;
  return value ? { ...others, [name]: value } : others;
}
