// What a channel is called on the page: by its name, never by its id, which nobody can read.
import type { PageTexts } from '../texts/page-texts.ts';
import type { ListedChannel } from './questions.ts';

/** One whose name is not known is told from others by the end of its id. @param channel its conversation id. */
export function channelName(
  { settings }: Pick<PageTexts, 'settings'>,
  channels: readonly Pick<ListedChannel, 'channel' | 'name'>[],
  channel: string,
): string {
  const name = channels.find((each) => each.channel === channel)?.name;
  return name ?? settings.unnamed(channel.replace(/@.*$/s, '').slice(-4));
}
