// The last times that the alert was raised, and which of them last.

import { makeStyles, tokens } from '@fluentui/react-components';
import { dateFormat } from '../../locale/dates.ts';
import type { Incidents } from '../api.ts';
import { addressOfIncident } from '../incident/address.ts';
import { useLanguage, useTexts } from '../language.ts';
import { TextLink } from '../posts/text-link.tsx';

const SHOWN = 5;

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, paddingLeft: '20px' },
  ongoing: { fontWeight: tokens.fontWeightSemibold },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function IncidentList({ incidents }: Pick<Incidents, 'incidents'>) {
  const styles = useStyles();
  const { dashboard } = useTexts();
  const language = useLanguage();
  const when = dateFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <h3 className={styles.title}>{dashboard.incidents}</h3>
      {incidents.length === 0 && <p className={styles.none}>{dashboard.noIncident}</p>}
      {incidents.length > 0 && (
        <ul className={styles.list}>
          {incidents.slice(0, SHOWN).map(({ id, rule, first_at, last_at, open }) => (
            <li key={rule + first_at}>
              <TextLink href={addressOfIncident(id)}>{dashboard.incident[rule]}</TextLink> ·{' '}
              {when.formatRange(Date.parse(first_at), Date.parse(last_at))} ·{' '}
              <span className={open ? styles.ongoing : undefined}>
                {open ? dashboard.ongoing : dashboard.closed}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
