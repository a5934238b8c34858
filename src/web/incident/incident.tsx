// One alert by its own address, `#incident/<id>`: what it is about, when, what people voted, what to do, and the posts behind it.

import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { dateFormat } from '../../locale/dates.ts';
import { type Incident, oneIncident } from '../api.ts';
import type { ApiError } from '../call.ts';
import { Card } from '../card.tsx';
import { sharePercentage } from '../dashboard/formats.ts';
import { useLanguage, useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { TextLink } from '../posts/text-link.tsx';
import { useAsked } from '../use-asked.ts';
import { LABELS, labelName } from '../verdict.ts';
import { idInAddress } from './address.ts';
import { IncidentPosts } from './incident-posts.tsx';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold },
  part: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0 },
  small: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px' },
});

export default function IncidentView() {
  const [id, setId] = useState(idInAddress);
  useEffect(() => {
    const follow = () => setId(idInAddress());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { answer, error } = useAsked(oneIncident, id);
  const { incident: texts } = useTexts();
  if (answer)
    return (
      <>
        <Facts incident={answer} />
        <IncidentPosts incident={answer} />
      </>
    );
  return (
    <Card>
      {error ? <Closed error={error} /> : <Spinner label={texts.loading} />}
      {error && <TextLink href="#dashboard">{texts.back}</TextLink>}
    </Card>
  );
}

/** Why the alert cannot be shown. */
function Closed({ error: { failure } }: { error: ApiError }) {
  const { incident: texts } = useTexts();
  if (failure === 'forbidden') return <NoticeBar intent="error" text={texts.forbidden} />;
  // What is no id cannot be one of an alert.
  if (failure === 'gone' || failure === 'long') return <NoticeBar intent="error" text={texts.gone} />;
  return <NoticeBar intent="warning" text={failure === 'locked' ? texts.locked : texts.failing} />;
}

function Facts({ incident }: { incident: Incident }) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const { rule, first_at, last_at, open, votes, corrections } = incident;
  const when = dateFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const given = LABELS.filter((label) => corrections[label] > 0);
  return (
    <Card>
      <h2 className={styles.title}>{texts.dashboard.incident[rule]}</h2>
      <p className={styles.small}>{when.formatRange(Date.parse(first_at), Date.parse(last_at))}</p>
      <p className={styles.line}>
        <strong>{texts.incident.state[rule][open ? 'open' : 'over']}</strong>
      </p>
      <p className={styles.line}>{texts.incident.about[rule](votes.down, votes.up + votes.down)}</p>
      {given.length > 0 && (
        <p className={styles.line}>
          {texts.incident.corrections(
            given.map((label) => `${labelName(texts, label)} × ${corrections[label]}`).join(', '),
          )}
        </p>
      )}
      <Moved incident={incident} />
      <h3 className={styles.part}>{texts.incident.todo}</h3>
      <Steps rule={rule} />
      <TextLink href="#dashboard">{texts.incident.back}</TextLink>
    </Card>
  );
}

/** What had changed in the posts, for an alert of drift. */
function Moved({ incident: { moved } }: { incident: Incident }) {
  const styles = useStyles();
  const { incident, drift } = useTexts();
  const language = useLanguage();
  if (moved.length === 0) return null;
  return (
    <>
      <h3 className={styles.part}>{incident.moved}</h3>
      <ul className={styles.list}>
        {moved.map(({ feature, before, now }) => (
          <li key={feature}>
            {drift.features[feature]}
            {before !== null &&
              now !== null &&
              ` · ${drift.fromTo(sharePercentage(language, before), sharePercentage(language, now))}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Steps({ rule }: Pick<Incident, 'rule'>) {
  const styles = useStyles();
  const { incident } = useTexts();
  const { read, review, model, look, right } = incident.steps;
  return (
    <ul className={styles.list}>
      {rule === 'drift' && (
        <li>
          <TextLink href="#dashboard">{look}</TextLink>
        </li>
      )}
      <li>{read}</li>
      <li>
        <TextLink href="#review">{review}</TextLink>
      </li>
      <li>{rule === 'drift' ? right : model}</li>
    </ul>
  );
}
