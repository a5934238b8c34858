// The buttons of brand rules: the list, what one more would have changed, one more, one less. Those made in Teams hold in their own channel.
import { z } from 'zod';
import { BrandLabel, type BrandRule, BrandRuleText, findRules } from '../../channel/rules/brand-rules.ts';
import type { DryRun } from '../../channel/rules/dry-run.ts';
import type { Rulebook } from '../../channel/rules/rulebook.ts';
import { isShownIn, withoutThread } from '../../delivery/conversation-id.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import { dryRunCard, ruleCard, rulesCard } from '../cards/rules.ts';
import type { Owners } from '../settings/owners.ts';
import type { CardAction, CardActionHandlers } from './card-action.ts';
import { Refused } from './refused.ts';

const AddIn = z.looseObject({
  phrase: BrandRuleText,
  label: BrandLabel,
  predictionId: z.uuid().optional(),
  /** Whether what it would have changed was shown, or the rule was there before. */
  confirmed: z.boolean().default(false),
});
/** Any that an earlier version took. */
const RemoveIn = z.looseObject({ phrase: z.string().trim().min(1).max(100) });

export interface RuleParts {
  readonly rulebook: Rulebook;
  readonly dryRun: DryRun;
  readonly feedback: Pick<FeedbackService, 'find'>;
  readonly owners: Owners;
}

export function createOnRules({ rulebook, dryRun, feedback, owners }: RuleParts): CardActionHandlers {
  async function ownersOnly({ context, person }: CardAction): Promise<void> {
    if (!(await owners.owns(context.activity, person))) throw new Refused('NotOwner');
  }

  /** A rule that is made of a correction is about words of that post, as long as its text is kept. */
  async function mustBeIn(predictionId: string, rule: BrandRule, conversation: string): Promise<void> {
    const prediction = await feedback.find(predictionId);
    if (!prediction || !isShownIn(conversation, prediction)) throw new Refused('NotFound');
    if (prediction.text !== null && findRules(prediction.text, [rule]).length === 0)
      throw new Refused('NotInPost');
  }

  return {
    async rules({ context }) {
      const rules = await rulebook.inForce(withoutThread(context.conversation));
      return { card: rulesCard(context.language, rules), forAll: false };
    },

    async rule(action) {
      await ownersOnly(action);
      const { data } = AddIn.safeParse(action.sent);
      if (!data) throw new Refused('BadRule');
      const { conversation, language } = action.context;
      const rule: BrandRule = {
        phrase: data.phrase,
        label: data.label,
        channel: withoutThread(conversation),
      };
      if (data.predictionId) await mustBeIn(data.predictionId, rule, conversation);
      if (!data.confirmed) return { card: dryRunCard(language, rule, await dryRun(rule)), forAll: false };
      await rulebook.save(rule, action.context.id);
      return { card: ruleCard(language, rule, 'added'), forAll: true };
    },

    async 'remove-rule'(action) {
      await ownersOnly(action);
      const { data } = RemoveIn.safeParse(action.sent);
      if (!data) throw new Refused('BadRule');
      const { conversation, language } = action.context;
      const channel = withoutThread(conversation);
      const removed = await rulebook.remove({ phrase: data.phrase, channel }, action.context.id);
      if (removed) return { card: ruleCard(language, removed, 'removed'), forAll: true };
      return { card: rulesCard(language, await rulebook.inForce(channel)), forAll: false };
    },
  };
}
