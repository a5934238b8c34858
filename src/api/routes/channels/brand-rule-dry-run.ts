// POST /brand-rules/dry-run: what a rule would have changed among the last posts, before it is saved.
import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import { type ChangedPost, type DryRun, TRIED } from '../../../channel/rules/dry-run.ts';
import type { Verdict } from '../../../sentiment/verdict.ts';
import type { Caller } from '../../auth/caller.ts';
import { defineRoute } from '../../contract/route.ts';
import { LabelSchema } from '../../contract/schemas.ts';
import { BrandRuleIn } from './brand-rules.ts';
import type { ChannelHandles } from './channel-handles.ts';

const VerdictOut = z.object({
  label: LabelSchema,
  probability: z.number().min(0).max(1),
  certain: z.boolean(),
});

export const DryRunOut = z
  .object({
    posts: z
      .int()
      .min(0)
      .max(TRIED)
      .meta({
        description: `The last posts where the rule would hold whose text is kept, at most ${TRIED}.`,
      }),
    changed: z
      .array(
        z.object({
          prediction_id: z.uuid(),
          created_at: z.iso.datetime(),
          text: z.string().nullable().meta({
            description: 'Null for a key without the scope `review`, and for whoever may not see the post.',
          }),
          before: VerdictOut,
          after: VerdictOut,
        }),
      )
      .meta({ description: 'Those that would have another label or certainty, the newest first.' }),
  })
  .meta({ id: 'BrandRuleDryRun' });

interface DryRunRouteParts {
  readonly dryRun: DryRun;
  readonly access: PostAccess;
  readonly handles: ChannelHandles;
}

export const dryRunRule = ({ dryRun, access, handles }: DryRunRouteParts) =>
  defineRoute({
    method: 'post',
    path: '/brand-rules/dry-run',
    operation: 'tryBrandRule',
    summary: 'What a brand rule would have changed among the last posts. Nothing is saved.',
    access: 'admin',
    body: BrandRuleIn,
    answers: { 200: { description: 'The posts that it would have changed.', schema: DryRunOut } },
    problems: { 404: 'No channel has this handle.' },
    async handle({ body, caller, signal }) {
      const channel = body.channel === null ? null : await handles.resolve(body.channel);
      const rule = { ...body, channel };
      const { posts, changed } = await dryRun(rule, { signal });
      const shown = await Promise.all(changed.map((each) => changedOut(each, access, caller)));
      return { status: 200, json: { posts, changed: shown } };
    },
  });

async function changedOut(
  { post, before, after }: ChangedPost,
  access: PostAccess,
  caller: Caller | undefined,
) {
  return {
    prediction_id: post.id,
    created_at: new Date(post.createdAt).toISOString(),
    text: (await maySeeText(post, access, caller)) ? post.text : null,
    before: verdictOut(before),
    after: verdictOut(after),
  };
}

async function maySeeText(post: ChangedPost['post'], access: PostAccess, caller: Caller | undefined) {
  if (!caller) return true;
  return caller.person === undefined ? caller.scopes.includes('review') : access.maySee(caller.person, post);
}

function verdictOut({ label, probability, certain }: Verdict): z.output<typeof VerdictOut> {
  return { label, probability, certain };
}
