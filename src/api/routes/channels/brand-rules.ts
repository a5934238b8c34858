// GET, PUT and DELETE /brand-rules: words and phrases that mean something of their own, in one channel or everywhere.
import { z } from 'zod';
import { BrandLabel, BrandRuleText } from '../../../channel/rules/brand-rules.ts';
import type { Rulebook } from '../../../channel/rules/rulebook.ts';
import { Problem } from '../../../http/problem.ts';
import { defineRoute } from '../../contract/route.ts';

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
        '`neutral` leaves the phrase out before the post is judged; the other two decide the verdict.',
    }),
    channel: Channel.nullable()
      .default(null)
      .meta({ description: 'Conversation id in which it holds; null for everywhere.' }),
  })
  .meta({ id: 'BrandRuleIn' });

export const BrandRuleOut = z
  .object({ phrase: z.string(), label: BrandLabel, channel: z.string().nullable() })
  .meta({ id: 'BrandRuleOut' });

export const BrandRulesOut = z
  .object({ rules: z.array(BrandRuleOut).readonly() })
  .meta({ id: 'BrandRulesOut' });

const RuleName = z.strictObject({
  phrase: Phrase,
  channel: Channel.optional().meta({ description: 'Without it, the rule for everywhere.' }),
});

interface RuleParts {
  readonly rulebook: Rulebook;
}

const common = { path: '/brand-rules', access: 'admin' } as const;

export const listRules = ({ rulebook }: RuleParts) =>
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
    handle: async () => ({ status: 200, json: { rules: await rulebook.all() } }),
  });

export const putRule = ({ rulebook }: RuleParts) =>
  defineRoute({
    ...common,
    method: 'put',
    operation: 'setBrandRule',
    summary: 'Adds a brand rule, or gives its phrase another meaning.',
    body: BrandRuleIn,
    idempotent: true,
    answers: { 200: { description: 'The rule.', schema: BrandRuleOut } },
    async handle({ body: rule }) {
      await rulebook.save(rule);
      return { status: 200, json: rule };
    },
  });

export const removeRuleRoute = ({ rulebook }: RuleParts) =>
  defineRoute({
    ...common,
    method: 'delete',
    operation: 'removeBrandRule',
    summary: 'Removes a brand rule.',
    query: RuleName,
    answers: { 200: { description: 'The rule that was removed; PUT brings it back.', schema: BrandRuleOut } },
    problems: { 404: 'There is no such rule.' },
    async handle({ query: { phrase, channel = null } }) {
      const removed = await rulebook.remove({ phrase, channel });
      if (!removed)
        throw new Problem(
          404,
          'Unknown rule',
          `No rule is about “${phrase}” there; GET /brand-rules lists them.`,
        );
      return { status: 200, json: removed };
    },
  });
