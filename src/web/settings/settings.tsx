// The Settings view: how the bot behaves in each channel, the words of the house, where posts from elsewhere go.
import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ApiError, type Failure, LOCKED, mayPass, OPENED } from '../call.ts';
import { Card } from '../card.tsx';
import { Columns } from '../columns.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { BrandRules } from './brand-rules.tsx';
import { Channels } from './channels.tsx';
import { askEverything, type Everything } from './questions.ts';
import { Routes } from './routes/routes.tsx';

/** Milliseconds between two askings while the service does not answer. */
const PAUSE = 3000;

export default function Settings() {
  const [shown, setShown] = useState<Everything | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async () => {
    try {
      setShown(await askEverything());
      setFailure(null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.failure);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, and whenever a key was given
  useEffect(() => {
    void load();
    window.addEventListener(OPENED, load);
    return () => window.removeEventListener(OPENED, load);
  }, []);
  const waiting = failure !== null && failure !== 'locked' && mayPass(failure);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again and again while the service is away
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(load, PAUSE);
    return () => clearInterval(timer);
  }, [waiting]);
  const { settings } = useTexts();
  // What was typed stays when it cannot be asked for again.
  if (!shown && failure) return <Closed failure={failure} onAgain={load} />;
  if (!shown)
    return (
      <Card>
        <Spinner label={settings.loading} />
      </Card>
    );
  return (
    <Columns>
      <Channels channels={shown.channels} onSaved={load} />
      <BrandRules {...shown} onChanged={load} />
      <Routes {...shown} onStale={load} />
    </Columns>
  );
}

/** What is needed to come in, or that one has to wait. */
function Closed({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const { settings } = useTexts();
  const shut = failure === 'forbidden' || failure === 'locked';
  return (
    <Card>
      <NoticeBar intent="warning" text={shut ? settings.needed : settings.failing} />
      {failure === 'forbidden' && (
        <Button onClick={() => window.dispatchEvent(new Event(LOCKED))}>{settings.otherKey}</Button>
      )}
      {!shut && <Button onClick={onAgain}>{settings.again}</Button>}
    </Card>
  );
}
