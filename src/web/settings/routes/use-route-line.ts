// A route as one line: what a post must be, and the channel that then shows it.
import { useTexts } from '../../language.ts';
import { useTopicNames } from '../../topics/topics.tsx';
import { channelName } from '../channel-name.ts';
import type { ListedChannel } from '../questions.ts';
import type { Route } from './edits.ts';

export function useRouteLine(channels: readonly ListedChannel[]): (route: Route) => string {
  const texts = useTexts();
  const topicName = useTopicNames();
  return ({ channel, network, language, topic, negativeOnly }) => {
    const fits = [
      ...(topic ? [topicName(topic)] : []),
      network ?? texts.routes.anyNetwork,
      language ? texts.language[language] : texts.routes.anyLanguage,
      ...(negativeOnly ? [texts.routes.negativeOnly] : []),
    ];
    return `${fits.join(' · ')} → ${channelName(texts, channels, channel)}`;
  };
}
