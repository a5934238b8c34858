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
    uncertain: z
      .object({ low: Share, high: Share })
      .meta({ description: 'Probabilities between which a verdict is not certain.' }),
    data: z
      .array(
        z.object({
          set: z.string(),
          rows: z.int(),
          used: z.int().meta({ description: 'Rows with a side.' }),
        }),
      )
      .meta({ description: 'What it was trained on.' }),
    metrics: z
      .array(
        z.object({
          set: z.string(),
          language: z.string(),
          posts: z.int(),
          accuracy: Share,
          auc: Share.nullable(),
          calibration_error: Share.nullable(),
          certain_share: Share.nullable(),
          certain_accuracy: Share.nullable(),
          neutral_uncertain_share: Share.nullable().meta({
            description: 'Of neutral posts, how many it calls not certain.',
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
  const { name, version, created, base, licence, languages, maxTokens, calibration, uncertain } = card;
  return {
    name,
    version,
    created_at: created,
    base: base.name,
    licence,
    languages,
    max_tokens: maxTokens,
    temperature: calibration.temperature,
    uncertain,
    data: card.data.map(({ file, rows, used }) => ({ set: file, rows, used })),
    metrics: Object.entries(card.metrics).map(([set, { language, posts, int8 }]) => ({
      set,
      language,
      posts,
      accuracy: int8.accuracy,
      auc: int8.auc ?? null,
      calibration_error: int8.calibrationError ?? null,
      certain_share: int8.certainShare ?? null,
      certain_accuracy: int8.certainAccuracy ?? null,
      neutral_uncertain_share: int8.neutralUncertainShare ?? null,
    })),
  };
}
