// A view that is loaded when one goes there. While it cannot be loaded the frame stays and says so, and it is tried again. The
// page is reloaded, once, when the service has another build by now, or when it answers and the view is still missing: some
// browsers never ask again for a script that they once failed to get.
import { Button, Spinner } from '@fluentui/react-components';
import { type ComponentType, useEffect, useState } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { forgetReload, mayReload, runningBuild, servedBuild } from './build.ts';
import { ViewBoundary } from './view-boundary.tsx';

/** Milliseconds between two tries. */
const PAUSE = 3000;

type Load = () => Promise<{ readonly default: ComponentType }>;

/** @param load stays the same for as long as this is shown. */
export function LoadedView({ load }: { load: Load }) {
  const [Loaded, setLoaded] = useState<ComponentType | null>(null);
  const [missing, setMissing] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    load().then(
      (module) => {
        forgetReload();
        if (!left) setLoaded(() => module.default);
      },
      async () => {
        if (left) return;
        setMissing(true);
        const build = await servedBuild();
        if (left) return;
        const reloadHelps = build && (build !== runningBuild() || tries > 0);
        if (reloadHelps && mayReload(build)) return window.location.reload();
        timer = setTimeout(() => setTries((before) => before + 1), PAUSE);
      },
    );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [load, tries]);

  if (Loaded)
    return (
      <ViewBoundary>
        <Loaded />
      </ViewBoundary>
    );
  return missing ? <Missing onAgain={() => window.location.reload()} /> : <Spinner />;
}

function Missing({ onAgain }: { onAgain: () => void }) {
  const { missing } = useTexts();
  return (
    <Card>
      <NoticeBar intent="warning" text={missing.text} />
      <div>
        <Button onClick={onAgain}>{missing.again}</Button>
      </div>
    </Card>
  );
}
