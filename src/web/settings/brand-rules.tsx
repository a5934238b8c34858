// Words that mean something of their own: listed, added, removed, put back.
import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
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
  const { settings } = useTexts();
  const [draft, setDraft] = useState(NEW);
  const [removed, setRemoved] = useState<BrandRule | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const nameOf = ({ phrase, label }: BrandRule) => settings.ruleOf(phrase, settings.labels[label]);

  const change = async (work: () => Promise<void>) => {
    try {
      await work();
      setTrouble(null);
      onChanged();
    } catch (error) {
      setTrouble(troubleOf(error, settings));
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
      <h2 className={styles.title}>{settings.rules}</h2>
      <p className={styles.line}>{rules.length === 0 ? settings.noRules : settings.rulesHint}</p>
      {rules.length > 0 && (
        <ul className={styles.list}>
          {rules.map((rule) => (
            <li key={`${rule.phrase} ${rule.channel}`} className={styles.row}>
              <span>
                {nameOf(rule)} · {rule.channel ?? settings.everywhere}
              </span>
              <Button
                size="small"
                aria-label={settings.removeRule(nameOf(rule))}
                onClick={() => change(async () => setRemoved(await deleteRule(rule)))}
              >
                {settings.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {trouble && <NoticeBar intent="error" text={trouble} />}
      {removed && (
        <div className={styles.row} role="status">
          {settings.ruleRemoved(nameOf(removed))}
          <Button
            size="small"
            onClick={() =>
              change(async () => {
                await saveRule(removed);
                setRemoved(null);
              })
            }
          >
            {settings.putBack}
          </Button>
        </div>
      )}
      <form className={styles.form} onSubmit={add}>
        <Field label={settings.fields.phrase}>
          <Input
            value={draft.phrase}
            onChange={(_event, { value }) => setDraft({ ...draft, phrase: value })}
          />
        </Field>
        <Field label={settings.fields.label}>
          <Select
            value={draft.label}
            onChange={(_event, { value }) => setDraft({ ...draft, label: value as BrandRule['label'] })}
          >
            {LABELS.map((label) => (
              <option key={label} value={label}>
                {settings.labels[label]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={settings.where}>
          <Select
            value={draft.channel ?? ''}
            onChange={(_event, { value }) => setDraft({ ...draft, channel: value || null })}
          >
            <option value="">{settings.everywhere}</option>
            {channels.map(({ channel }) => (
              <option key={channel} value={channel}>
                {channel}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit">{settings.addRule}</Button>
      </form>
    </Card>
  );
}
