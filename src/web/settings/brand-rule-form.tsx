// The form for one more brand rule. It is tried on the last posts first; then it can be saved.
import { Button, Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../language.ts';
import { LABELS } from '../verdict.ts';
import { channelName } from './channel-name.ts';
import { DryRunOutcome, type Tried } from './dry-run-outcome.tsx';
import type { DryRun, Everything, NewBrandRule } from './questions.ts';

const NEW: NewBrandRule = { phrase: '', label: 'negative', channel: null };

const useStyles = makeStyles({
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

interface BrandRuleFormProps extends Pick<Everything, 'channels'> {
  /** Resolves to what the rule would have changed; null when it could not be tried. */
  readonly onTry: (rule: NewBrandRule) => Promise<DryRun | null>;
  /** Resolves to whether the rule was saved. */
  readonly onAdd: (rule: NewBrandRule) => Promise<boolean>;
}

export function BrandRuleForm({ channels, onTry, onAdd }: BrandRuleFormProps) {
  const styles = useStyles();
  const texts = useTexts();
  const { settings } = texts;
  const [draft, setDraft] = useState(NEW);
  const [tried, setTried] = useState<Tried | null>(null);
  const [trying, setTrying] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTrying(true);
    const outcome = await onTry(draft);
    setTrying(false);
    setTried(outcome && { rule: draft, outcome });
  };
  const save = async () => {
    if (!tried || !(await onAdd(tried.rule))) return;
    setTried(null);
    setDraft(NEW);
  };
  if (tried) return <DryRunOutcome {...tried} onSave={save} onCancel={() => setTried(null)} />;
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field label={settings.fields.phrase}>
        <Input value={draft.phrase} onChange={(_event, { value }) => setDraft({ ...draft, phrase: value })} />
      </Field>
      <Field label={settings.fields.label}>
        <Select
          value={draft.label}
          onChange={(_event, { value }) => setDraft({ ...draft, label: value as NewBrandRule['label'] })}
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
              {channelName(texts, channels, channel)}
            </option>
          ))}
        </Select>
      </Field>
      <Button type="submit" disabledFocusable={trying}>
        {trying ? settings.trying : settings.addRule}
      </Button>
    </form>
  );
}
