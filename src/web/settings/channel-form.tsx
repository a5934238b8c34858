// The settings of one channel: changed, saved over what was seen, taken back.
import { Button, Field, Input, makeStyles, Select, Spinner } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiError } from '../call.ts';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { type Inputs, inputsOf, settingsIn } from './form.ts';
import { type Channel, loadSettings, saveSettings } from './questions.ts';
import { troubleOf } from './trouble.ts';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: '16px',
    alignItems: 'end',
    // Long names of channels must not make an input wider than the window.
    '& > *': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
    '& input, & select': { minWidth: 0, width: '100%' },
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', gridColumn: '1 / -1' },
});

interface Said {
  readonly intent: 'success' | 'error';
  readonly text: string;
}

function Options({ titles }: { titles: Readonly<Record<string, string>> }) {
  return Object.entries(titles).map(([value, title]) => (
    <option key={value} value={value}>
      {title}
    </option>
  ));
}

/** @param handle stands for the channel in what is asked. */
export function ChannelForm({ handle, onSaved }: { handle: string; onSaved: () => void }) {
  const styles = useStyles();
  const { settings: texts } = useTexts();
  const { fields } = texts;
  const [seen, setSeen] = useState<Channel | null>(null);
  const [inputs, setInputs] = useState<Inputs | null>(null);
  const [said, setSaid] = useState<Said | null>(null);

  const show = (now: Channel) => {
    setSeen(now);
    setInputs(inputsOf(now.settings));
  };
  const fail = (error: unknown) => setSaid({ intent: 'error', text: troubleOf(error, texts) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once; another channel is another form
  useEffect(() => {
    loadSettings(handle).then(show, fail);
  }, []);

  const save = async (settings: object, text: string) => {
    try {
      show(await saveSettings(handle, settings, seen!.revision));
      setSaid({ intent: 'success', text });
      onSaved();
    } catch (error) {
      fail(error);
      if (error instanceof ApiError && error.problem.status === 409) loadSettings(handle).then(show, fail);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(settingsIn(inputs!), texts.saved);
  };
  const notice = said && <NoticeBar intent={said.intent} text={said.text} />;
  if (!seen || !inputs) return notice ?? <Spinner label={texts.loading} />;

  const set =
    (name: keyof Inputs) =>
    (_event: unknown, { value }: { value: string }) =>
      setInputs({ ...inputs, [name]: value });
  const choice = (name: keyof Inputs, label: string, titles: Readonly<Record<string, string>>) => (
    <Field label={label}>
      <Select value={inputs[name]} onChange={set(name)}>
        <Options titles={titles} />
      </Select>
    </Field>
  );
  const input = (name: keyof Inputs, label: string, type: 'text' | 'number' | 'time' = 'text') => (
    <Field label={label}>
      <Input type={type} value={inputs[name]} onChange={set(name)} />
    </Field>
  );
  const days = Object.fromEntries(texts.weekdays.map((day, index) => [`${index + 1}`, day]));
  return (
    // The service says what is wrong with an input, in one way for all of them.
    <form className={styles.form} onSubmit={submit} noValidate>
      {choice('mode', fields.mode, texts.modes)}
      {input('threshold', fields.threshold, 'number')}
      {choice('answer', fields.answer, texts.answers)}
      {choice('language', fields.language, texts.languages)}
      {input('quietFrom', fields.quietFrom, 'time')}
      {input('quietTo', fields.quietTo, 'time')}
      {input('timeZone', fields.timeZone)}
      {choice('spikes', fields.spikes, { yes: texts.yes, no: texts.no })}
      {input('remindAfter', fields.remindAfter, 'number')}
      {choice('digest', fields.digest, texts.digests)}
      {inputs.digest !== 'none' && input('digestAt', fields.digestAt, 'time')}
      {inputs.digest === 'week' && choice('digestDay', fields.digestDay, days)}
      {choice('who', fields.voters, texts.who)}
      {inputs.who === 'named' && input('people', fields.people)}
      {input('bots', fields.bots)}
      <div className={styles.actions}>
        <Button type="submit" appearance="primary">
          {texts.save}
        </Button>
        {seen.former && <Button onClick={() => save(seen.former!, texts.restored)}>{texts.undo}</Button>}
      </div>
      <div className={styles.actions}>{notice}</div>
    </form>
  );
}
