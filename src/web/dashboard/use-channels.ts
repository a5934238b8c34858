// Asks for the figures of each channel, less often than for the others: the service counts them post by post.
import { useEffect, useState } from 'react';
import { type ChannelFigures, channelFigures } from '../api.ts';
import { ApiError } from '../call.ts';
import type { Shown } from './use-figures.ts';

/** Milliseconds between two askings. */
const EVERY = 60_000;

/** @returns none before they have come, and for a reader who may not read posts. */
export function useChannels(
  { since, at }: Pick<Shown, 'since' | 'at'>,
  mayRead: boolean,
): readonly ChannelFigures[] {
  const [channels, setChannels] = useState<readonly ChannelFigures[]>([]);
  const minute = Math.floor(at / EVERY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a minute has passed
  useEffect(() => {
    if (!mayRead) return setChannels([]);
    let left = false;
    channelFigures(since).then(
      (answer) => {
        if (!left) setChannels(answer);
      },
      (error) => {
        // The last ones stay until the service answers again.
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      left = true;
    };
  }, [since, minute, mayRead]);
  return channels;
}
