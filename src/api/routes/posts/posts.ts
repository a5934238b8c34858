// POST /posts: a post found elsewhere, with who wrote it and where; its verdict out, and its card in a channel.
import { z } from 'zod';
import type { Forward } from '../../../channel/forward.ts';
import type { Prediction } from '../../../feedback/prediction.ts';
import { ownWords } from '../../../sentiment/text/own-words.ts';
import type { ClassifyOptions } from '../../../sentiment/verdict.ts';
import type { InFlight } from '../../contract/in-flight.ts';
import { defineRoute } from '../../contract/route.ts';
import { Network, PostText, PREDICTION_LINKS, PredOut } from '../../contract/schemas.ts';
import { createServerTiming } from '../../contract/server-timing.ts';
import { type ClassifyParts, toPredOut, verdictOn } from './classify-post.ts';

export const PostIn = z
  .strictObject({
    text: PostText,
    author: z
      .string()
      .min(1, 'is empty')
      .max(200, 'is longer than 200 characters')
      .optional()
      .meta({ description: 'Who wrote it: shown on the card, kept as a keyed hash only.' }),
    network: Network.optional().meta({ description: 'Where it was found, e.g. mastodon.' }),
    url: z
      .url({ protocol: /^https?$/, error: 'is no http or https address' })
      .max(2000, 'is longer than 2,000 characters')
      .optional()
      .meta({ description: 'Address of the post.' }),
    language: z.enum(['fr', 'en']).optional().meta({ description: 'Its language, when it is known.' }),
  })
  .meta({ id: 'PostIn' });

const PostOut = PredOut.extend({
  card: z.enum(['queued', 'none']).meta({ description: 'Whether a card of it goes to a channel of Teams.' }),
  channel: z.string().optional().meta({ description: 'The channel that its card goes to.' }),
  why: z.string().optional().meta({ description: 'Why there is no card, and what to do.' }),
}).meta({ id: 'PostOut' });

export interface PostParts extends ClassifyParts {
  readonly inFlight: InFlight;
  readonly forward: Forward;
}

export const posts = (parts: PostParts) =>
  defineRoute({
    method: 'post',
    path: '/posts',
    operation: 'sendPost',
    summary: 'Judges a post that was found elsewhere, and shows it in the channel that the routes choose.',
    access: 'post',
    body: PostIn,
    full: () => parts.inFlight.full,
    idempotent: true,
    headersOf: locationOf,
    answers: {
      201: {
        description: 'The verdict; `Location` is the prediction.',
        schema: PostOut,
        links: PREDICTION_LINKS,
      },
    },
    problems: { 429: 'More posts are waiting than can be judged soon.' },
    async handle({ body, signal, idOf }) {
      const timing = createServerTiming();
      const options = { signal, onTiming: timing.add };
      const { json, about } = await parts.inFlight.admit(1, () => forwardPost(parts, idOf(0), body, options));
      return { status: 201, json, about, headers: { ...timing.header(), ...locationOf(json) } };
    },
  });

const locationOf = ({ id }: { readonly id: string }) => ({ Location: `/predictions/${id}` });

/** The verdict is given and kept whatever becomes of the card. */
async function forwardPost(
  { classifyWithRules, feedback, forward }: PostParts,
  id: string | undefined,
  { text: sent, author, network, url, language }: z.output<typeof PostIn>,
  options: ClassifyOptions,
): Promise<{ readonly json: z.output<typeof PostOut>; readonly about: readonly (string | null)[] }> {
  const receivedAt = feedback.now();
  const text = ownWords(sent);
  const verdict = await verdictOn({ classifyWithRules }, { text, language }, options);
  const to = await forward.choose(verdict, { network });
  const channel = to.reference ? to.reference.conversation : to.channel;
  const origin = url && `${network ?? 'web'}:${url}`;
  const isForgotten = (kept: Prediction) => author !== undefined && kept.author === null;
  let isFresh = false;
  const prediction = await feedback.record({
    id,
    text,
    author,
    network,
    origin,
    channel,
    verdict,
    receivedAt,
    door: 'api',
    announce(kept, handling) {
      isFresh = true;
      return to.reference && !isForgotten(kept)
        ? [forward.compose(to, kept, { text, author, handling })]
        : [];
    },
  });
  const answer = { id: prediction.id, ...toPredOut(prediction) };
  const about = [prediction.author, prediction.origin];
  // It was begun before, and the routes have changed since: its card went where they said then.
  if (!isFresh && prediction.channel !== (channel ?? null))
    return { json: { ...answer, ...sentBefore(prediction.channel) }, about };
  if (!to.reference) return { json: { ...answer, card: 'none', why: to.why }, about };
  if (isForgotten(prediction))
    return {
      json: { ...answer, card: 'none', why: 'Its author asked to be forgotten in this very moment.' },
      about,
    };
  forward.notify();
  return { json: { ...answer, card: 'queued', channel }, about };
}

function sentBefore(channel: string | null): Pick<z.output<typeof PostOut>, 'card' | 'channel' | 'why'> {
  if (channel !== null) return { card: 'queued', channel };
  return { card: 'none', why: 'When it was sent first, no channel was to show it.' };
}
