// Where posts from elsewhere are shown: routes in their order, added, changed, moved, removed, taken back.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Card } from '../../card.tsx';
import { useTexts } from '../../language.ts';
import { NoticeBar } from '../../notice.tsx';
import type { Everything, ForwardingRoute } from '../questions.ts';
import { coveredBy, moved, put, type Route } from './edits.ts';
import { RouteForm } from './route-form.tsx';
import { RouteRow, type RowAction, rowButtonId } from './route-row.tsx';
import { useRouteLine } from './use-route-line.ts';
import { useRoutes } from './use-routes.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  undo: { alignSelf: 'start' },
});

const TITLE = 'routes';
const UNDO = 'routes-undo';
const FORM = 'route-channel';

interface RoutesProps extends Pick<Everything, 'forwarding' | 'channels'> {
  readonly onStale: () => void;
}

export function Routes({ forwarding, channels, onStale }: RoutesProps) {
  const styles = useStyles();
  const { routes: texts, settings } = useTexts();
  const { now, busy, said, canUndo, save, undo } = useRoutes(forwarding, onStale);
  const [edited, setEdited] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its number may be another route's now
  useEffect(() => setEdited(null), [now.revision]);
  const focus = useFocus();
  const lineOf = useRouteLine(channels);
  const { routes } = now;

  const noteOf = ({ known }: ForwardingRoute, place: number) => {
    const covering = coveredBy(routes, place);
    if (covering !== null) return texts.neverReached(covering + 1);
    return known ? null : settings.away;
  };
  const move = async (place: number, action: 'up' | 'down') => {
    const step = action === 'up' ? -1 : 1;
    const to = place + step;
    if (await save(moved(routes, place, step), texts.done.move(lineOf(routes[place]!), to + 1)))
      focus(rowButtonId(to, action));
  };
  const remove = async (place: number) => {
    if (await save(routes.toSpliced(place, 1), texts.done.remove(lineOf(routes[place]!)))) focus(UNDO);
  };
  const edit = (place: number | null) => {
    focus(place === null ? rowButtonId(edited!, 'edit') : FORM);
    setEdited(place);
  };
  const act = (place: number, action: RowAction) => {
    if (action === 'edit') return edit(place);
    setEdited(null);
    void (action === 'remove' ? remove(place) : move(place, action));
  };
  const submit = async (route: Route) => {
    const said = edited === null ? texts.done.add(lineOf(route)) : texts.done.edit(lineOf(route));
    const saved = await save(put(routes, edited ?? routes.length, route), said);
    if (saved && edited !== null) edit(null);
    return saved;
  };
  const takeBack = async () => {
    setEdited(null);
    if (await undo()) focus(TITLE);
  };
  const editedRoute = edited === null ? undefined : routes[edited];
  return (
    <Card>
      <h2 id={TITLE} tabIndex={-1} className={styles.title}>
        {texts.title}
      </h2>
      <p className={styles.line}>{routes.length === 0 ? texts.none : texts.hint}</p>
      {routes.length > 0 && (
        <ol className={styles.list}>
          {routes.map((route, place) => (
            <RouteRow
              // biome-ignore lint/suspicious/noArrayIndexKey: two routes may be the same, and a row keeps nothing
              key={place}
              place={place}
              last={place === routes.length - 1}
              line={lineOf(route)}
              note={noteOf(route, place)}
              busy={busy}
              onAct={(action) => act(place, action)}
            />
          ))}
        </ol>
      )}
      {said && <NoticeBar intent={said.intent} text={said.text} />}
      {canUndo && (
        <Button id={UNDO} className={styles.undo} disabledFocusable={busy} onClick={takeBack}>
          {texts.undo}
        </Button>
      )}
      {channels.length === 0 ? (
        <p className={styles.line}>{settings.none}</p>
      ) : (
        <RouteForm
          key={edited ?? 'new'}
          firstId={FORM}
          channels={channels}
          changed={editedRoute && { route: editedRoute, nth: edited! + 1 }}
          busy={busy}
          onSave={submit}
          onCancel={() => edit(null)}
        />
      )}
    </Card>
  );
}

/** Moves the focus to what stands there once a change is drawn: a list that changes under it must not lose it. */
function useFocus(): (id: string) => void {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    document.getElementById(wanted)?.focus();
    setWanted(null);
  }, [wanted]);
  return setWanted;
}
