// GET, PUT and DELETE /brand-rules: words and phrases that mean something of their own, in one channel or everywhere.
import { z } from 'zod';
import {
  BrandLabel,
  type BrandRule,
  BrandRuleText,
  MOST_RULES,
  TooManyRulesError,
} from '../../../channel/rules/brand-rules.ts';
import type { Rulebook } from '../../../channel/rules/rulebook.ts';
import { Problem } from '../../../http/problem.ts';
import { defineRoute } from '../../contract/route.ts';
import type { ChannelHandles } from './channel-handles.ts';

const Phrase = BrandRuleText.meta({
  maxLength: 100,
  description: 'Found as whole words, whatever accents, capitals and punctuation.',
});

const Channel = z.string().min(1).max(500);

export const BrandRuleIn = z
  .strictObject({
    phrase: Phrase,
    label: BrandLabel.meta({
      description:
        '`neutral` leaves the phrase out before the post is judged; the other two push the verdict to their side, unless the phrase is negated.',
    }),
    channel: Channel.nullable()
      .default(null)
      .meta({ description: 'Conversation id or handle of where it holds; null for everywhere.' }),
  })
  .meta({ id: 'BrandRuleIn' });

export const BrandRuleOut = z
  .object({
    phrase: z.string(),
    label: BrandLabel,
    channel: z.string().nullable(),
    handle: z.string().nullable().meta({ description: 'Stands for the channel in the query of DELETE.' }),
  })
  .meta({ id: 'BrandRuleOut' });

export const BrandRulesOut = z
  .object({ rules: z.array(BrandRuleOut).readonly() })
  .meta({ id: 'BrandRulesOut' });

const RuleName = z.strictObject({
  // Any that an earlier version took.
  phrase: z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters'),
  channel: Channel.optional().meta({
    description: 'Handle or conversation id; without it, the rule for everywhere.',
  }),
});

interface RuleParts {
  readonly rulebook: Rulebook;
  readonly handles: ChannelHandles;
}

const shown = (rule: BrandRule, handles: ChannelHandles): z.output<typeof BrandRuleOut> => ({
  ...rule,
  handle: rule.channel === null ? null : handles.of(rule.channel),
});

const common = { path: '/brand-rules', access: 'admin' } as const;

export const listRules = ({ rulebook, handles }: RuleParts) =>
  defineRoute({
    ...common,
    method: 'get',
    operation: 'getBrandRules',
    summary: 'The brand rules of all channels.',
    answers: {
      200: {
        description: 'The rules, by phrase.',
        schema: BrandRulesOut,
      },
    },
    handle: async () => ({
      status: 200,
      json: { rules: (await rulebook.all()).map((rule) => shown(rule, handles)) },
    }),
  });

export const putRule = ({ rulebook, handles }: RuleParts) =>
  defineRoute({
    ...common,
    method: 'put',
    operation: 'setBrandRule',
    summary: 'Adds a brand rule, or gives its phrase another meaning.',
    body: BrandRuleIn,
    idempotent: true,
    answers: { 200: { description: 'The rule.', schema: BrandRuleOut } },
    problems: { 404: 'No channel has this handle.' },
    async handle({ body, idOf }) {
      const channel = body.channel === null ? null : await handles.resolve(body.channel);
      const rule = { ...body, channel };
      await rulebook.save(rule, idOf(0)).catch((error) => refuse(error, channel));
      return { status: 200, json: shown(rule, handles) };
    },
  });

function refuse(error: unknown, channel: string | null): never {
  if (!(error instanceof TooManyRulesError)) throw error;
  const message = `would be rule ${MOST_RULES + 1} ${channel === null ? 'for everywhere' : 'of its channel'}; remove one first`;
  throw new Problem(422, 'Too many rules', `phrase: ${message}`, { errors: [{ field: 'phrase', message }] });
}

export const removeRuleRoute = ({ rulebook, handles }: RuleParts) =>
  defineRoute({
    ...common,
    method: 'delete',
    operation: 'removeBrandRule',
    summary: 'Removes a brand rule.',
    query: RuleName,
    answers: { 200: { description: 'The rule that was removed; PUT brings it back.', schema: BrandRuleOut } },
    problems: { 404: 'There is no such rule, or no channel has this handle.' },
    async handle({ query: { phrase, channel: named } }) {
      const channel = named === undefined ? null : await handles.resolve(named);
      const removed = await rulebook.remove({ phrase, channel });
      if (!removed)
        throw new Problem(
          404,
          'Unknown rule',
          `No rule is about “${phrase}” there; GET /brand-rules lists them.`,
        );
      return { status: 200, json: shown(removed, handles) };
    },
  });
