// Words that mean something of their own: listed, added, removed, put back.
import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { rulesTexts } from '../../bot/texts/rules.ts';
import { Card } from '../card.tsx';
import { useLanguage, useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { type BrandRule, deleteRule, type Everything, saveRule } from './questions.ts';
import { troubleOf } from './trouble.ts';

const LABELS = ['negative', 'neutral', 'positive'] as const;
const NEW: BrandRule = { phrase: '', label: 'negative', channel: null };

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    gap: '12px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '6px 0',
    overflowWrap: 'anywhere',
    '& > span': { minWidth: 0 },
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(180px, 100%), 1fr))',
    gap: '12px',
    alignItems: 'end',
    // Long names of channels must not make an input wider than the window.
    '& > *': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
    '& input, & select': { minWidth: 0, width: '100%' },
  },
});

interface BrandRulesProps extends Pick<Everything, 'rules' | 'channels'> {
  readonly onChanged: () => void;
}

export function BrandRules({ rules, channels, onChanged }: BrandRulesProps) {
  const styles = useStyles();
  const language = useLanguage();
  const { settings } = useTexts();
  const words = rulesTexts[language];
  const [draft, setDraft] = useState(NEW);
  const [removed, setRemoved] = useState<BrandRule | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const nameOf = ({ phrase, label }: BrandRule) => words.ruleOf(phrase, words.labels[label]);

  const change = async (work: () => Promise<void>) => {
    try {
      await work();
      setTrouble(null);
      onChanged();
    } catch (error) {
      setTrouble(troubleOf(error, language, words));
    }
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    void change(async () => {
      await saveRule(draft);
      setDraft(NEW);
      setRemoved(null);
    });
  };
  return (
    <Card>
      <h2 className={styles.title}>{words.rules}</h2>
      <p className={styles.line}>{rules.length === 0 ? words.noRules : words.rulesHint}</p>
      {rules.length > 0 && (
        <ul className={styles.list}>
          {rules.map((rule) => (
            <li key={`${rule.phrase} ${rule.channel}`} className={styles.row}>
              <span>
                {nameOf(rule)} · {rule.channel ?? words.everywhere}
              </span>
              <Button
                size="small"
                aria-label={settings.remove(nameOf(rule))}
                onClick={() => change(async () => setRemoved(await deleteRule(rule)))}
              >
                {words.removeRule}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {trouble && <NoticeBar intent="error" text={trouble} />}
      {removed && (
        <div className={styles.row} role="status">
          {words.changed(words.ruleRemoved, nameOf(removed))}
          <Button
            size="small"
            onClick={() =>
              change(async () => {
                await saveRule(removed);
                setRemoved(null);
              })
            }
          >
            {words.putBack}
          </Button>
        </div>
      )}
      <form className={styles.form} onSubmit={add}>
        <Field label={words.phrase}>
          <Input
            value={draft.phrase}
            onChange={(_event, { value }) => setDraft({ ...draft, phrase: value })}
          />
        </Field>
        <Field label={words.meaning}>
          <Select
            value={draft.label}
            onChange={(_event, { value }) => setDraft({ ...draft, label: value as BrandRule['label'] })}
          >
            {LABELS.map((label) => (
              <option key={label} value={label}>
                {words.labels[label]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={settings.where}>
          <Select
            value={draft.channel ?? ''}
            onChange={(_event, { value }) => setDraft({ ...draft, channel: value || null })}
          >
            <option value="">{words.everywhere}</option>
            {channels.map(({ channel }) => (
              <option key={channel} value={channel}>
                {channel}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit">{words.addRule}</Button>
      </form>
    </Card>
  );
}
