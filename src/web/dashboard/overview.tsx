// What posts say and how people vote: the figures, how they went over time, where they come from, the last alerts. Nothing
// is drawn where there is nothing.
import { makeStyles } from '@fluentui/react-components';
import { Card } from '../card.tsx';
import { Columns } from '../columns.tsx';
import { useTexts } from '../language.ts';
import { GroupBars } from './group-bars.tsx';
import { IncidentList } from './incident-list.tsx';
import { pointsOf } from './series.ts';
import { ShareLine } from './share-line.tsx';
import { Tiles } from './tiles.tsx';
import type { Shown } from './use-figures.ts';
import { VerdictBars } from './verdict-bars.tsx';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: '24px',
  },
});

export function Overview({ shown }: { shown: Shown }) {
  const { dashboard } = useTexts();
  const { total } = shown.overTime;
  const judged = total.predictions > 0;
  return (
    <>
      <Card>{judged ? <Tiles total={total} /> : dashboard.empty}</Card>
      <Columns>
        {judged && <Charts shown={shown} />}
        {(judged || shown.alert.incidents.length > 0) && (
          <Card>
            <IncidentList incidents={shown.alert.incidents} />
          </Card>
        )}
      </Columns>
    </>
  );
}

function Charts({ shown: { period, since, overTime, byDoor, byLanguage, alert } }: { shown: Shown }) {
  const styles = useStyles();
  const { dashboard, sources, language } = useTexts();
  const points = pointsOf(overTime.groups, period, since);
  return (
    <>
      <Card>
        <VerdictBars points={points} period={period} />
      </Card>
      <Card>
        <div className={styles.pair}>
          <ShareLine
            title={dashboard.shareOverTime}
            points={points}
            period={period}
            shareOf={({ negative_share }) => negative_share}
          />
          <ShareLine
            title={dashboard.rateOverTime}
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
            title={dashboard.byDoor}
            statistics={byDoor}
            nameOf={(source) => sources[source] ?? source}
          />
          <GroupBars
            title={dashboard.byLanguage}
            statistics={byLanguage}
            nameOf={(tag) => language[tag as keyof typeof language] ?? tag}
          />
        </div>
      </Card>
    </>
  );
}
