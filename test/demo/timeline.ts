// When the made-up posts were written, where, and what people said of each verdict. The same every time, counted back from now.
import type { Label } from '../../src/sentiment/verdict.ts';
import { english } from './posts/english.ts';
import { french } from './posts/french.ts';
import { ironic } from './posts/ironic.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const DAYS = 30;
/** Days ago on which the ironic posts of the incident that is over were written. */
const BAD_DAY = 9;

export const CHANNELS = [
  { id: '19:demo-avis@thread.tacv2', name: 'Avis voyageurs', language: 'fr' },
  { id: '19:demo-bagages@thread.tacv2', name: 'Bagages', language: 'fr' },
  { id: '19:demo-reviews@thread.tacv2', name: 'Customer reviews', language: 'en' },
] as const;

export interface DemoPost {
  readonly text: string;
  /** What people would call it. */
  readonly right: Label;
  /** Id of its channel; undefined for a post that came from another network. */
  readonly channel: string | undefined;
  /** When it was written, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** When each of its voters said whether the verdict was right, milliseconds after it was written. */
  readonly votes: readonly number[];
}

/** @param now milliseconds since 1970. @returns the posts of thirty days, the oldest first. */
export function timeline(now: number): readonly DemoPost[] {
  const posts = [...everydayPosts(now), ...burst(now - BAD_DAY * DAY, 0), ...burst(now - 12 * MINUTE, 5)];
  return posts.sort((a, b) => a.at - b.at);
}

/** Each post once, and every second one again from another network, spread over the month and the hours of the day. */
function everydayPosts(now: number): DemoPost[] {
  const all = mixed();
  return all.flatMap(({ text, right, french: inFrench }, n) => {
    const age = DAY * DAYS * (1 - (n + 0.5) / all.length) + ((n * 37) % 11) * 20 * MINUTE;
    const at = Math.round(now - age);
    const aboutBags = /valise|bagage|poussette/i.test(text);
    const [reviews, bags, abroad] = CHANNELS;
    const channel = (inFrench ? (aboutBags ? bags : reviews) : abroad).id;
    const votes =
      n % 3 === 0 ? [] : Array.from({ length: 1 + (n % 2) }, (_, voter) => (7 + 31 * voter) * MINUTE);
    const post = { text, right, channel, at, votes };
    return n % 2 === 0 ? [post] : [post, { ...post, channel: undefined, at: at + 3 * HOUR, votes: [] }];
  });
}

/** Complaints that read as praise, within minutes: whoever marks them as wrong opens an incident. */
function burst(at: number, first: number): DemoPost[] {
  return ironic.slice(first, first + 5).map((text, n) => ({
    text,
    right: 'negative',
    channel: /[éèàê]/.test(text) ? CHANNELS[0].id : CHANNELS[2].id,
    at: at + n * MINUTE,
    votes: [MINUTE, 2 * MINUTE],
  }));
}

interface Written {
  readonly text: string;
  readonly right: Label;
  readonly french: boolean;
}

/** Both languages and all three labels by turns, in shares that stay much alike all month. */
function mixed(): Written[] {
  const groups = [french, english].flatMap((posts) =>
    (['negative', 'neutral', 'positive'] as const).map((right) =>
      posts[right].map((text) => ({ text, right, french: posts === french })),
    ),
  );
  const placed = groups.flatMap((group) =>
    group.map((written, n) => ({ written, place: (n + 0.5) / group.length })),
  );
  return placed.sort((a, b) => a.place - b.place).map(({ written }) => written);
}
