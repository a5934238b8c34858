// The form for one more brand rule. It is tried on the last posts first; then it can be saved.
import { Button, Field, Input } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { Choice } from '../choice.tsx';
import { useTexts } from '../language.ts';
import { LABELS } from '../verdict.ts';
import { channelName } from './channel-name.ts';
import { DryRunOutcome, type Tried } from './dry-run-outcome.tsx';
import { useFormGrid } from './form-grid.ts';
import type { DryRun, Everything, NewBrandRule } from './questions.ts';

const NEW: NewBrandRule = { phrase: '', label: 'negative', channel: null };

interface BrandRuleFormProps extends Pick<Everything, 'channels'> {
  /** Resolves to what the rule would have changed; null when it could not be tried. */
  readonly onTry: (rule: NewBrandRule) => Promise<DryRun | null>;
  /** Resolves to whether the rule was saved. */
  readonly onAdd: (rule: NewBrandRule) => Promise<boolean>;
}

export function BrandRuleForm({ channels, onTry, onAdd }: BrandRuleFormProps) {
  const styles = useFormGrid();
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
      <Choice
        label={settings.fields.label}
        value={draft.label}
        options={LABELS.map((label) => [label, settings.labels[label]])}
        onChoose={(value) => setDraft({ ...draft, label: value as NewBrandRule['label'] })}
      />
      <Choice
        label={settings.where}
        value={draft.channel ?? ''}
        options={[
          ['', settings.everywhere],
          ...channels.map(({ channel }) => [channel, channelName(texts, channels, channel)] as const),
        ]}
        onChoose={(value) => setDraft({ ...draft, channel: value || null })}
      />
      <Button type="submit" disabledFocusable={trying}>
        {trying ? settings.trying : settings.addRule}
      </Button>
    </form>
  );
}
