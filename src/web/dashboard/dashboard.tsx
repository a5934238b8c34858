// The Dashboard view: how posts are judged and how people vote, now and over time.
import { makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { ChallengerCard } from './challenger-card.tsx';
import { DriftSection } from './drift.tsx';
import { GroupBars } from './group-bars.tsx';
import { IncidentList } from './incident-list.tsx';
import { ModelSection } from './model-card.tsx';
import { PERIODS, type PeriodName, pointsOf } from './series.ts';
import { ShareLine } from './share-line.tsx';
import { Tiles } from './tiles.tsx';
import { type Shown, useFigures } from './use-figures.ts';
import { VerdictBars } from './verdict-bars.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  periods: { flexWrap: 'wrap', whiteSpace: 'nowrap' },
  small: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: '24px',
  },
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
        {failing && <NoticeBar intent="warning" text={dashboard.stale} />}
        {shown ? <Tiles total={shown.overTime.total} /> : !failing && <Spinner label={dashboard.loading} />}
      </Card>
      {shown && <Plots shown={shown} />}
      {shown && (
        <Card>
          <DriftSection drift={shown.drift} />
        </Card>
      )}
      {shown && (
        <Card>
          <ModelSection model={shown.model} />
        </Card>
      )}
      {shown && shown.challenger.state !== 'none' && (
        <Card>
          <ChallengerCard challenger={shown.challenger} />
        </Card>
      )}
    </>
  );
}

function Plots({ shown: { period, since, overTime, byDoor, byLanguage, alert } }: { shown: Shown }) {
  const styles = useStyles();
  const texts = useTexts();
  const points = pointsOf(overTime.groups, period, since);
  if (overTime.total.predictions === 0) return <Card>{texts.dashboard.empty}</Card>;
  return (
    <>
      <Card>
        <VerdictBars points={points} period={period} />
      </Card>
      <Card>
        <div className={styles.pair}>
          <ShareLine
            title={texts.dashboard.shareOverTime}
            points={points}
            period={period}
            shareOf={({ negative_share }) => negative_share}
          />
          <ShareLine
            title={texts.dashboard.rateOverTime}
            points={points}
            period={period}
            shareOf={({ bad_rate }) => bad_rate}
            threshold={alert.bad_rate_threshold}
          />
        </div>
      </Card>
      <Card>
        <div className={styles.pair}>
          <GroupBars
            title={texts.dashboard.byDoor}
            statistics={byDoor}
            nameOf={(door) => texts.dashboard.doors[door] ?? door}
          />
          <GroupBars
            title={texts.dashboard.byLanguage}
            statistics={byLanguage}
            nameOf={(tag) => texts.language[tag as keyof typeof texts.language] ?? tag}
          />
        </div>
      </Card>
      <Card>
        <IncidentList incidents={alert.incidents} />
      </Card>
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
