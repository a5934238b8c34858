// The Dashboard view: an overview of what posts say and how people vote, then how good the model is.
import { makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Card } from '../card.tsx';
import { Columns } from '../columns.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { Overview } from './overview.tsx';
import { ChallengerCard } from './quality/challenger-card.tsx';
import { DriftSection } from './quality/drift.tsx';
import { ModelSection } from './quality/model-card.tsx';
import { PERIODS, type PeriodName } from './series.ts';
import { useFigures } from './use-figures.ts';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  periods: { flexWrap: 'wrap', whiteSpace: 'nowrap' },
  part: { margin: '16px 0 12px', fontSize: tokens.fontSizeBase500, fontWeight: tokens.fontWeightSemibold },
  small: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export default function Dashboard() {
  const [period, setPeriod] = useState<PeriodName>('week');
  const { shown, failing } = useFigures(period);
  const styles = useStyles();
  const { dashboard } = useTexts();
  return (
    <>
      <Card>
        <div className={styles.head}>
          <RadioGroup
            className={styles.periods}
            layout="horizontal"
            aria-label={dashboard.period}
            value={period}
            onChange={(_event, { value }) => setPeriod(value as PeriodName)}
          >
            {(Object.keys(PERIODS) as PeriodName[]).map((name) => (
              <Radio key={name} value={name} label={dashboard.periods[name]} />
            ))}
          </RadioGroup>
          {shown && <Age at={shown.at} />}
        </div>
        {failing && <NoticeBar intent="warning" text={shown ? dashboard.stale : dashboard.failing} />}
        {!shown && !failing && <Spinner label={dashboard.loading} />}
      </Card>
      {shown && (
        <>
          <h2 className={styles.part}>{dashboard.overview}</h2>
          <Overview shown={shown} />
          <h2 className={styles.part}>{dashboard.quality}</h2>
          <Columns>
            <Card>
              <DriftSection drift={shown.drift} />
            </Card>
            {shown.challenger.state !== 'none' && (
              <Card>
                <ChallengerCard challenger={shown.challenger} />
              </Card>
            )}
            <Card>
              <ModelSection model={shown.model} />
            </Card>
          </Columns>
        </>
      )}
    </>
  );
}

/** How old the figures are, to the second. */
function Age({ at }: { at: number }) {
  const styles = useStyles();
  const { dashboard } = useTexts();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <p className={styles.small}>{dashboard.updated(Math.max(0, Math.round((now - at) / 1000)))}</p>;
}
