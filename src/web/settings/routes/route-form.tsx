// The form of one route: a new one, or one that is changed.
import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { Choice } from '../../choice.tsx';
import { useTexts } from '../../language.ts';
import { useTopicNames, useTopicTitles } from '../../topics/topics.tsx';
import { channelName } from '../channel-name.ts';
import { useFormGrid } from '../form-grid.ts';
import type { ListedChannel } from '../questions.ts';
import type { Route } from './edits.ts';

const useStyles = makeStyles({
  form: {
    margin: 0,
    padding: '12px 0 0',
    border: 'none',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: { gridColumn: '1 / -1', margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', gridColumn: '1 / -1' },
});

const ANY: Omit<Route, 'channel'> = { network: null, language: null, topic: null, negativeOnly: false };

interface RouteFormProps {
  /** Id of its first input. */
  readonly firstId: string;
  readonly channels: readonly ListedChannel[];
  /** The route that is changed, by its number; a new one without. */
  readonly changed?: { readonly route: Route; readonly nth: number } | undefined;
  readonly busy: boolean;
  /** Resolves to whether it was saved. */
  readonly onSave: (route: Route) => Promise<boolean>;
  readonly onCancel: () => void;
}

export function RouteForm({ firstId, channels, changed, busy, onSave, onCancel }: RouteFormProps) {
  const grid = useFormGrid();
  const styles = useStyles();
  const { routes } = useTexts();
  const empty = { ...ANY, channel: channels[0]!.channel };
  const [draft, setDraft] = useState<Route>(changed?.route ?? empty);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await onSave({ ...draft, network: draft.network?.trim() || null })) setDraft(empty);
  };
  return (
    <form className={mergeClasses(grid.form, styles.form)} onSubmit={submit} noValidate>
      <h3 className={styles.title}>{changed ? routes.editing(changed.nth) : routes.adding}</h3>
      <Inputs
        firstId={firstId}
        channels={channels}
        draft={draft}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      <div className={styles.actions}>
        <Button type="submit" disabledFocusable={busy}>
          {changed ? routes.save : routes.add}
        </Button>
        {changed && <Button onClick={onCancel}>{routes.cancel}</Button>}
      </div>
    </form>
  );
}

interface InputsProps extends Pick<RouteFormProps, 'firstId' | 'channels'> {
  readonly draft: Route;
  readonly onChange: (change: Partial<Route>) => void;
}

function Inputs({ firstId, channels, draft, onChange }: InputsProps) {
  const texts = useTexts();
  const { routes, settings, language } = texts;
  const topicName = useTopicNames();
  const topics = new Map(useTopicTitles());
  // What a route names may be gone: a channel that the bot has left, a topic of an earlier model.
  const ids = new Set([...channels.map(({ channel }) => channel), draft.channel]);
  if (draft.topic !== null && !topics.has(draft.topic)) topics.set(draft.topic, topicName(draft.topic));
  const nameOf = (id: string) => [id, channelName(texts, channels, id)] as const;
  return (
    <>
      <Choice
        id={firstId}
        label={settings.channel}
        value={draft.channel}
        options={[...ids].map(nameOf)}
        onChoose={(channel) => onChange({ channel })}
      />
      {topics.size > 0 && (
        <Choice
          label={routes.field.topic}
          value={draft.topic ?? ''}
          options={[['', routes.anyTopic], ...topics]}
          onChoose={(topic) => onChange({ topic: topic || null })}
        />
      )}
      <Field label={routes.field.network}>
        <Input
          value={draft.network ?? ''}
          placeholder="bluesky"
          onChange={(_event, { value }) => onChange({ network: value })}
        />
      </Field>
      <Choice
        label={routes.field.language}
        value={draft.language ?? ''}
        options={[
          ['', routes.anyLanguage],
          ['fr', language.fr],
          ['en', language.en],
        ]}
        onChoose={(value) => onChange({ language: value === 'fr' || value === 'en' ? value : null })}
      />
      <Choice
        label={routes.field.side}
        value={draft.negativeOnly ? 'negative' : ''}
        options={[
          ['', routes.anySide],
          ['negative', routes.negativeOnly],
        ]}
        onChoose={(value) => onChange({ negativeOnly: value === 'negative' })}
      />
    </>
  );
}
