// Which posts of the queue one looks at: all of them, or those of a kind, a source, a language.
import { Field, makeStyles, Select } from '@fluentui/react-components';
import type { QueueFilter } from '../api.ts';
import { useTexts } from '../language.ts';
import { POST_LANGUAGES } from '../verdict.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(150px, 100%), 1fr))',
    gap: '12px',
    '& > *': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
    '& select': { minWidth: 0, width: '100%' },
  },
});

interface FiltersProps {
  readonly filter: QueueFilter;
  readonly onFilter: (filter: QueueFilter) => void;
}

export function Filters({ filter, onFilter }: FiltersProps) {
  const styles = useStyles();
  const { review, language, sources } = useTexts();
  const languages = Object.fromEntries(POST_LANGUAGES.map((tag) => [tag, language[tag]]));
  const choice = (name: keyof QueueFilter, titles: Readonly<Record<string, string>>) => (
    <Field label={review.filters[name]}>
      <Select
        value={filter[name] ?? ''}
        onChange={(_event, { value }) => {
          const { [name]: _before, ...others } = filter;
          onFilter(value ? { ...others, [name]: value } : others);
        }}
      >
        <option value="">{review.all[name]}</option>
        {Object.entries(titles).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <div className={styles.row}>
      {choice('kind', review.kind)}
      {choice('door', sources)}
      {choice('language', languages)}
    </div>
  );
}
