// GET /model: the card of the model in service.
import { z } from 'zod';
import { Problem } from '../../../http/problem.ts';
import type { DescribedModel } from '../../../sentiment/model/card.ts';
import { defineRoute } from '../../contract/route.ts';

const Share = z.number().min(0).max(1);

export const ModelOut = z
  .object({
    name: z.string(),
    version: z.string(),
    created_at: z.iso.datetime(),
    base: z.string().meta({ description: 'The model that it was fine-tuned from.' }),
    licence: z.string(),
    languages: z.array(z.string()),
    max_tokens: z.int().meta({ description: 'Word pieces of a post that are judged.' }),
    temperature: z.number().meta({ description: 'Of the calibration: logits are divided by it.' }),
    certain: z
      .object({ negative: Share, neutral: Share, positive: Share })
      .meta({ description: 'Score of each label from which a verdict is certain.' }),
    data: z
      .array(
        z.object({
          set: z.string(),
          rows: z.int(),
          used: z.int().meta({ description: 'Rows that it learnt from.' }),
        }),
      )
      .meta({ description: 'What it was trained on.' }),
    metrics: z
      .array(
        z.object({
          set: z.string(),
          language: z.string(),
          posts: z.int().meta({ description: 'Neutral ones included.' }),
          neutral: z.int().meta({ description: 'Posts that people called neutral.' }),
          accuracy: Share.meta({ description: 'Of posts with a side, by `probability`.' }),
          auc: Share.nullable(),
          calibration_error: Share.nullable(),
          certain_share: Share.nullable(),
          certain_accuracy: Share.nullable(),
          sided_neutral: Share.nullable().meta({
            description: 'Of posts with a side, how many it calls neutral.',
          }),
          macro_f1: Share.nullable().meta({ description: 'Mean F1 of the three labels.' }),
          neutral_certain_side: Share.nullable().meta({
            description: 'Of neutral posts, how many get a side with certainty.',
          }),
        }),
      )
      .meta({ description: 'As measured on posts that it was not trained on.' }),
  })
  .meta({ id: 'ModelOut' });

export interface ModelRouteParts {
  /** Reads the card; rejects when it cannot be read. */
  readonly describeModel: () => Promise<DescribedModel>;
}

export const model = ({ describeModel }: ModelRouteParts) =>
  defineRoute({
    method: 'get',
    path: '/model',
    operation: 'getModel',
    summary: 'The card of the model in service.',
    access: 'any key',
    answers: { 200: { description: 'The card.', schema: ModelOut } },
    problems: { 503: 'The card cannot be read.' },
    async handle() {
      const card = await describeModel().catch(() => {
        throw new Problem(503, 'No model card', 'MODEL_DIR holds no model.json that describes the model.');
      });
      return { status: 200, json: shown(card) };
    },
  });

function shown(card: DescribedModel): z.output<typeof ModelOut> {
  const { name, version, created, base, licence, languages, maxTokens, calibration, certain } = card;
  return {
    name,
    version,
    created_at: created,
    base: base.name,
    licence,
    languages,
    max_tokens: maxTokens,
    temperature: calibration.temperature,
    certain,
    data: card.data.map(({ file, rows, used }) => ({ set: file, rows, used })),
    metrics: Object.entries(card.metrics).map(([set, { language, posts, neutral, int8 }]) => ({
      set,
      language,
      posts,
      neutral,
      accuracy: int8.accuracy,
      auc: int8.auc ?? null,
      calibration_error: int8.calibrationError ?? null,
      certain_share: int8.certainShare ?? null,
      certain_accuracy: int8.certainAccuracy ?? null,
      sided_neutral: int8.sidedNeutral ?? null,
      macro_f1: int8.macroF1 ?? null,
      neutral_certain_side: int8.neutralCertainSide ?? null,
    })),
  };
}
