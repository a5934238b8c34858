// What posts say and how people vote: the figures, how they went over time, where they come from, the last alerts. Nothing
// is drawn where there is nothing.
import { makeStyles } from '@fluentui/react-components';
import { capitalised } from '../../locale/capitalised.ts';
import type { Statistics } from '../api.ts';
import { Card } from '../card.tsx';
import { Columns } from '../columns.tsx';
import { useTexts } from '../language.ts';
import { useTopicNames } from '../topics/topics.tsx';
import { POST_LANGUAGES } from '../verdict.ts';
import { Answers, hasAnswers } from './answers.tsx';
import { ChannelTable } from './channel-table.tsx';
import { GroupBars } from './group-bars.tsx';
import { IncidentList } from './incident-list.tsx';
import { NewestNegatives } from './newest-negatives.tsx';
import { type PostsBehind, postsBehind } from './posts-behind.ts';
import { pointsOf } from './series.ts';
import { ShareLine } from './share-line.tsx';
import { Tiles } from './tiles.tsx';
import { useChannels } from './use-channels.ts';
import type { Shown } from './use-figures.ts';
import { useNegatives } from './use-negatives.ts';
import { useTriage } from './use-triage.ts';
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
  const negatives = useNegatives(shown);
  const channels = useChannels(shown, negatives !== null);
  const triage = useTriage(shown, negatives !== null);
  const behind = postsBehind(shown, negatives !== null);
  return (
    <>
      <Card>{judged ? <Tiles total={total} behind={behind} /> : dashboard.empty}</Card>
      <Columns>
        {triage && hasAnswers(triage) && (
          <Card>
            <Answers triage={triage} />
          </Card>
        )}
        {negatives && negatives.length > 0 && (
          <Card>
            <NewestNegatives posts={negatives} all={behind.period({ label: 'negative' })} />
          </Card>
        )}
        {judged && <Charts shown={shown} behind={behind} />}
        {channels.length > 0 && (
          <Card>
            <ChannelTable channels={channels} behind={behind} />
          </Card>
        )}
        {(judged || shown.alert.incidents.length > 0) && (
          <Card>
            <IncidentList incidents={shown.alert.incidents} />
          </Card>
        )}
      </Columns>
    </>
  );
}

function Charts({ shown, behind }: { shown: Shown; behind: PostsBehind }) {
  const styles = useStyles();
  const { dashboard, sources, language } = useTexts();
  const { period, since, overTime, byDoor, byLanguage, byTopic, alert } = shown;
  const points = pointsOf(overTime.groups, period, since);
  return (
    <>
      <Card>
        <VerdictBars points={points} period={period} behind={behind} />
      </Card>
      <Card>
        <div className={styles.pair}>
          <ShareLine
            title={dashboard.shareOverTime}
            points={points}
            period={period}
            shareOf={({ negative_share }) => negative_share}
            postsAt={(at) => behind.step(at, { label: 'negative' })}
          />
          <ShareLine
            title={dashboard.rateOverTime}
            points={points}
            period={period}
            shareOf={({ bad_rate }) => bad_rate}
            postsAt={(at) => behind.step(at, { feedback: 'disputed' })}
            threshold={alert.bad_rate_threshold}
          />
        </div>
      </Card>
      <TopicBars byTopic={byTopic} behind={behind} />
      <Card>
        <div className={styles.pair}>
          <GroupBars
            title={dashboard.byDoor}
            statistics={byDoor}
            nameOf={(source) => sources[source] ?? source}
            // What came by the API is of several sources: the page, a program, networks.
            postsOf={(source) => (source === 'teams' ? behind.period({ source }) : undefined)}
          />
          <GroupBars
            title={dashboard.byLanguage}
            statistics={byLanguage}
            nameOf={(tag) => language[tag as keyof typeof language] ?? tag}
            postsOf={(tag) =>
              POST_LANGUAGES.some((each) => each === tag) ? behind.period({ lang: tag }) : undefined
            }
          />
        </div>
      </Card>
    </>
  );
}

function mostFirst(groups: Statistics['groups']): Statistics['groups'] {
  return groups.toSorted((a, b) => b.figures.predictions - a.figures.predictions);
}

function TopicBars({ byTopic, behind }: { byTopic: Statistics; behind: PostsBehind }) {
  const { dashboard } = useTexts();
  const topicName = useTopicNames();
  if (byTopic.groups.length === 0) return null;
  return (
    <Card>
      <GroupBars
        title={dashboard.byTopic}
        statistics={{ ...byTopic, groups: mostFirst(byTopic.groups) }}
        nameOf={(topic) => capitalised(topicName(topic))}
        postsOf={(topic) => behind.period({ topic })}
      />
    </Card>
  );
}
