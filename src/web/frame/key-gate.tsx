// Asks for an API key when the service wants one, above whatever was under way.
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { openSession } from '../api.ts';
import { ApiError, type Failure, LOCKED, OPENED } from '../call.ts';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';

const useStyles = makeStyles({
  form: { display: 'contents' },
  title: { margin: 0, fontSize: tokens.fontSizeBase500 },
  open: { alignSelf: 'flex-end' },
});

export function KeyGate() {
  const [locked, setLocked] = useState(false);
  useEffect(() => {
    const lock = () => setLocked(true);
    const open = () => setLocked(false);
    window.addEventListener(LOCKED, lock);
    window.addEventListener(OPENED, open);
    return () => {
      window.removeEventListener(LOCKED, lock);
      window.removeEventListener(OPENED, open);
    };
  }, []);
  return locked && <KeyForm />;
}

function KeyForm() {
  const styles = useStyles();
  const texts = useTexts();
  const [key, setKey] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await openSession(key.trim());
      window.dispatchEvent(new Event(OPENED));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.failure);
    }
  };
  return (
    <Card>
      <form className={styles.form} onSubmit={submit}>
        <h2 className={styles.title}>{texts.key.title}</h2>
        <Field label={texts.key.label} hint={texts.key.hint}>
          <Input
            ref={field}
            type="password"
            autoComplete="off"
            value={key}
            onChange={(_event, { value }) => setKey(value)}
          />
        </Field>
        {failure && (
          <NoticeBar
            intent="error"
            text={failure === 'locked' ? texts.key.refused : texts.failure[failure]}
          />
        )}
        <Button
          type="submit"
          appearance="primary"
          className={styles.open}
          disabledFocusable={key.trim() === ''}
        >
          {texts.key.open}
        </Button>
      </form>
    </Card>
  );
}
