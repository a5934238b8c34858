// Where posts from elsewhere are shown, to be read only.
import { makeStyles, tokens } from '@fluentui/react-components';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { useTopicNames } from '../topics.tsx';
import { channelName } from './channel-name.ts';
import type { Everything, ForwardingRoute } from './questions.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: '20px', overflowWrap: 'anywhere' },
});

export function Routes({ routes, channels }: Pick<Everything, 'routes' | 'channels'>) {
  const styles = useStyles();
  const texts = useTexts();
  const { settings } = texts;
  const topicName = useTopicNames();
  const lineOf = ({ channel, network, language, topic, negativeOnly, known }: ForwardingRoute) => {
    const fits = [
      ...(topic ? [topicName(topic)] : []),
      network ?? settings.anyNetwork,
      language ? texts.language[language] : settings.anyLanguage,
      ...(negativeOnly ? [settings.negativeOnly] : []),
    ];
    return `${fits.join(' · ')} → ${channelName(texts, channels, channel)}${known ? '' : ` (${settings.away})`}`;
  };
  return (
    <Card>
      <h2 className={styles.title}>{settings.routes}</h2>
      <p className={styles.line}>{routes.length === 0 ? settings.noRoutes : settings.routesHint}</p>
      {routes.length > 0 && (
        <ol className={styles.list}>
          {routes.map((route) => (
            <li key={JSON.stringify(route)}>{lineOf(route)}</li>
          ))}
        </ol>
      )}
    </Card>
  );
}
