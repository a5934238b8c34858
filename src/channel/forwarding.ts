// Which channel a post from elsewhere is shown in: the first rule that it fits decides.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Label, Language } from '../sentiment/verdict.ts';
import { TopicName, type TopicScore } from '../topics/topic.ts';

export const ForwardingRule = z
  .strictObject({
    channel: z
      .string()
      .min(1, 'is empty')
      .max(500, 'is longer than 500 characters')
      .meta({ description: 'Conversation id of the channel or chat, without a thread.' }),
    language: z.enum(['fr', 'en']).nullable().default(null).meta({ description: 'Null for any.' }),
    network: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes')
      .nullable()
      .default(null)
      .meta({ description: 'Null for any.' }),
    topic: TopicName.nullable().default(null).meta({
      description: 'Name of a topic (GET /topics) that the post must be about; null for any.',
    }),
    negativeOnly: z.boolean().default(false).meta({ description: 'Whether it takes negatives only.' }),
  })
  .meta({ id: 'ForwardingRule' });

export type ForwardingRule = z.output<typeof ForwardingRule>;

/** What a rule matches on. */
export interface ForeignPost {
  readonly language: Language;
  readonly network: string | undefined;
  readonly label: Label;
  readonly topics?: readonly TopicScore[] | undefined;
}

/** Networks are the same whatever their capitals. */
export function ruleFor(rules: readonly ForwardingRule[], post: ForeignPost): ForwardingRule | undefined {
  return rules.find(
    ({ language, network, topic, negativeOnly }) =>
      (language === null || language === post.language) &&
      (network === null || network.toLowerCase() === post.network?.toLowerCase()) &&
      (topic === null || post.topics?.some(({ name }) => name === topic)) &&
      (!negativeOnly || post.label === 'negative'),
  );
}

/** Tells these rules, in this order, from any others. */
export function revisionOf(rules: readonly ForwardingRule[]): string {
  const all = rules.map(({ channel, language, network, topic, negativeOnly }) => [
    channel,
    language,
    network,
    topic,
    negativeOnly,
  ]);
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url').slice(0, 22);
}

export interface ReplaceOptions {
  /** {@link revisionOf} what was seen: replaces those rules, and no others. Without it, whatever there is. */
  readonly seen?: string | undefined;
  /** Id of the work: done again, it changes nothing. */
  readonly once?: string | undefined;
}

/** What is kept of the rules. src/storage implements it. */
export interface ForwardingStore {
  /** In order of precedence. */
  listRules(): Promise<readonly ForwardingRule[]>;
  /** Replaces all rules in one transaction. @returns false when somebody has changed what was seen. */
  replaceRules(rules: readonly ForwardingRule[], options?: ReplaceOptions): Promise<boolean>;
}
