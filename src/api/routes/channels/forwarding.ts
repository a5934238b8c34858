// GET and PUT /routes: which posts from elsewhere are shown in which channel of Teams.
import { z } from 'zod';
import { ForwardingRule, type ForwardingStore, revisionOf } from '../../../channel/forwarding.ts';
import type { ConversationStore } from '../../../delivery/conversation-reference.ts';
import { Problem } from '../../../http/problem.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import { defineRoute } from '../../contract/route.ts';
import { mustKnowTopics } from '../../contract/topics.ts';

const MOST_RULES = 100;

const RoutesIn = z
  .strictObject({
    routes: z
      .array(ForwardingRule)
      .max(MOST_RULES, `has more than ${MOST_RULES} routes`)
      .readonly()
      .meta({ description: 'The first that a post fits decides; none fits: no card.' }),
  })
  .meta({ id: 'RoutesIn' });

export const RoutesOut = z
  .object({
    routes: z
      .array(
        z.object({
          channel: z.string(),
          language: z.enum(['fr', 'en']).nullable(),
          network: z.string().nullable(),
          topic: z.string().nullable(),
          negativeOnly: z.boolean(),
          known: z.boolean().meta({ description: 'Whether the bot can write in this channel now.' }),
        }),
      )
      .readonly(),
    revision: z.string().meta({ description: 'Tells these routes, in this order, from any others.' }),
  })
  .meta({ id: 'RoutesOut' });

const SeenIn = z.strictObject({
  revision: z
    .string()
    .min(1, 'is empty')
    .max(100, 'is longer than 100 characters')
    .optional()
    .meta({ description: 'Replaces only the routes of this revision; without it, whatever there is.' }),
});

export interface ForwardingParts {
  readonly forwarding: ForwardingStore;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly classifier: TopicSource;
}

const common = { path: '/routes', access: 'admin' } as const;

export const readForwarding = (parts: ForwardingParts) =>
  defineRoute({
    ...common,
    method: 'get',
    operation: 'getRoutes',
    summary: 'Which posts from elsewhere are shown in which channel.',
    answers: { 200: { description: 'The routes, in their order.', schema: RoutesOut } },
    handle: async () => ({ status: 200, json: await shown(parts) }),
  });

export const setForwarding = (parts: ForwardingParts) =>
  defineRoute({
    ...common,
    method: 'put',
    operation: 'setRoutes',
    summary:
      'Sets which posts from elsewhere are shown in which channel, in the place of all earlier routes.',
    query: SeenIn,
    body: RoutesIn,
    idempotent: true,
    answers: { 200: { description: 'The routes as they are now.', schema: RoutesOut } },
    problems: {
      409: 'The routes have changed since this revision; or the Idempotency-Key came with another body.',
    },
    async handle({ query: { revision: seen }, body: { routes }, idOf }) {
      for (const [n, { topic }] of routes.entries())
        if (topic !== null) mustKnowTopics(parts.classifier, [topic], `routes.${n}.topic`);
      if (!(await parts.forwarding.replaceRules(routes, { seen, once: idOf(0) })))
        throw new Problem(
          409,
          'Changed meanwhile',
          'revision: the routes have changed since; GET shows them as they are now.',
        );
      return { status: 200, json: await shown(parts) };
    },
  });

async function shown({ forwarding, conversations }: ForwardingParts): Promise<z.output<typeof RoutesOut>> {
  const rules = await forwarding.listRules();
  const routes = rules.map(async (rule) => ({
    ...rule,
    known: (await conversations.findConversation(rule.channel)) !== undefined,
  }));
  return { routes: await Promise.all(routes), revision: revisionOf(rules) };
}
