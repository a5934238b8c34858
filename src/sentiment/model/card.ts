// The model card as people read it: where the model comes from, what it was measured to do, where it ends.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const share = z.number().min(0).max(1);

const figures = z.object({
  accuracy: share,
  auc: share.optional(),
  calibrationError: share.optional(),
  certainShare: share.optional(),
  certainAccuracy: share.optional(),
  sidedNeutral: share.optional(),
  macroF1: share.optional(),
  labelCalibrationError: share.optional(),
  neutralRecall: share.optional(),
  neutralCertainSide: share.optional(),
});

/** `int8` is the model in service; `float`, the one before quantising, is left to the lab. */
const cardSchema = z.object({
  name: z.string(),
  version: z.string(),
  created: z.iso.datetime(),
  licence: z.string(),
  languages: z.array(z.string()),
  maxTokens: z.int(),
  base: z.object({ name: z.string() }),
  calibration: z.object({ temperature: z.number() }),
  certain: z.object({ negative: share, neutral: share, positive: share }),
  data: z.array(z.object({ file: z.string(), rows: z.int(), used: z.int() })),
  metrics: z.record(
    z.string(),
    z.object({ posts: z.int(), neutral: z.int().default(0), language: z.string(), int8: figures }),
  ),
});

export type DescribedModel = z.output<typeof cardSchema>;

/** @throws when the folder has no card that people could read. */
export async function describeModel(folder: string): Promise<DescribedModel> {
  return cardSchema.parse(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')));
}
