// One route in the list, and what can be done with it.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../../language.ts';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '6px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  line: { flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' },
  note: { display: 'block', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
  narrow: { minWidth: '32px' },
});

export type RowAction = 'up' | 'down' | 'edit' | 'remove';

/** @param place in the list, from 0. */
export function rowButtonId(place: number, action: RowAction): string {
  return `route-${place}-${action}`;
}

interface RouteRowProps {
  readonly place: number;
  readonly last: boolean;
  readonly line: string;
  readonly note: string | null;
  readonly busy: boolean;
  readonly onAct: (action: RowAction) => void;
}

export function RouteRow({ place, last, line, note, busy, onAct }: RouteRowProps) {
  const styles = useStyles();
  const { routes } = useTexts();
  const button = (action: RowAction, disabled = false) => (
    <Button
      id={rowButtonId(place, action)}
      size="small"
      className={action in ARROWS ? styles.narrow : undefined}
      aria-label={routes.of(routes[action], line)}
      title={routes[action]}
      disabledFocusable={busy || disabled}
      onClick={() => onAct(action)}
    >
      {action in ARROWS ? <Arrow to={action as keyof typeof ARROWS} /> : routes[action]}
    </Button>
  );
  return (
    <li className={styles.row}>
      <span className={styles.line}>
        {place + 1}. {line}
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <span className={styles.actions}>
        {button('up', place === 0)}
        {button('down', last)}
        {button('edit')}
        {button('remove')}
      </span>
    </li>
  );
}

/** Drawn, since not every font has them. */
const ARROWS = { up: 'M8 13V3M4 7l4-4 4 4', down: 'M8 3v10M4 9l4 4 4-4' } as const;

function Arrow({ to }: { to: keyof typeof ARROWS }) {
  return (
    <svg width="16" height="16" aria-hidden="true">
      <path d={ARROWS[to]} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
