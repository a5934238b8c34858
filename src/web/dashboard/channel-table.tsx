// Channels beside each other: how many posts, how negative, how many votes against; each name leads to its posts.
import type { ChannelFigures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { FiguresTable } from './figures-table.tsx';
import { count, sharePercentage } from './formats.ts';
import { LinkedTo } from './linked-to.tsx';
import type { PostsBehind } from './posts-behind.ts';

interface ChannelTableProps {
  readonly channels: readonly ChannelFigures[];
  readonly behind: PostsBehind;
}

export function ChannelTable({ channels, behind }: ChannelTableProps) {
  const language = useLanguage();
  const { dashboard, posts } = useTexts();
  const { name, ...numbers } = dashboard.channelColumn;
  return (
    <FiguresTable
      caption={dashboard.byChannel}
      titles={[name, ...Object.values(numbers)]}
      rows={channels.map(({ handle, name, figures }) => ({
        key: handle,
        name: <LinkedTo href={behind.period({ channel: handle })}>{name ?? posts.unnamedChannel}</LinkedTo>,
        numbers: [
          count(language, figures.predictions),
          sharePercentage(language, figures.negative_share),
          count(language, figures.votes.down),
        ],
      }))}
    />
  );
}
