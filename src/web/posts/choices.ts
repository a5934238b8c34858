// What the filters offer to choose from.
import { useEffect, useState } from 'react';
import type { PostsFilter } from './address.ts';
import { askChannels, type Post } from './questions.ts';

export interface Choices {
  /** By handle; null for a channel whose name is not known. */
  readonly channels: ReadonlyMap<string, string | null>;
  readonly sources: readonly string[];
}

/** What can be chosen: the channels that may be listed, and whatever was met in posts until now. */
export function useChoices(posts: readonly Post[] | null, { channel, source }: PostsFilter): Choices {
  const [choices, setChoices] = useState<Choices>({ channels: new Map(), sources: ['teams', 'api'] });
  useEffect(() => {
    askChannels().then((channels) =>
      setChoices((before) => ({
        ...before,
        channels: new Map([
          ...before.channels,
          ...channels.map(({ handle, name }) => [handle, name] as const),
        ]),
      })),
    );
  }, []);
  useEffect(() => {
    if (!posts) return;
    setChoices((before) => ({
      channels: new Map([
        ...before.channels,
        ...posts.flatMap((post) => (post.channel ? [[post.channel.handle, post.channel.name] as const] : [])),
      ]),
      sources: [...new Set([...before.sources, ...posts.map((post) => post.source)])],
    }));
  }, [posts]);
  return {
    channels:
      channel && !choices.channels.has(channel)
        ? new Map([...choices.channels, [channel, null]])
        : choices.channels,
    sources: [...new Set([...choices.sources, ...(source ? [source] : [])])],
  };
}
