// What the model card says of the posts that a model was measured on (`lab profile` writes it).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LANGUAGES } from '../sentiment/verdict.ts';
import { BINS, type Profile } from './profile.ts';

const count = z.int().min(0);
const bins = (bounds: readonly number[]) => z.array(count).length(bounds.length + 1);
const bounds = (expected: readonly number[]) =>
  z.array(z.number()).refine((given) => given.join() === expected.join(), `must be ${expected.join(', ')}`);

const counts = z.object({
  posts: count,
  negative: count,
  neutral: count,
  uncertain: count,
  probability: bins(BINS.probability),
  confidence: z.number().min(0),
  variance: z.number().min(0),
  read: count,
  unknown: count,
  length: bins(BINS.length),
  surprise: bins(BINS.surprise),
  right: count,
  wrong: count,
});

const cardSchema = z.object({
  version: z.string(),
  profile: z
    .object({
      bins: z.object({
        probability: bounds(BINS.probability),
        length: bounds(BINS.length),
        surprise: bounds(BINS.surprise),
      }),
      languages: z.partialRecord(z.enum(LANGUAGES), counts),
    })
    .optional(),
});

/** The card's profile cannot be read by this service; the message says what to do. */
export class CardProfileError extends Error {
  override name = 'CardProfileError';
}

/**
 * @param folder of an exported model.
 * @param model the version in service.
 * @returns nothing where the card has none, or speaks of another model.
 * @throws {CardProfileError} when there is no card, or what it has is malformed.
 */
export async function readCardProfile(folder: string, model: string): Promise<Profile | undefined> {
  try {
    const { version, profile } = cardSchema.parse(
      JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')),
    );
    return version === model ? profile?.languages : undefined;
  } catch (error) {
    const faults = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new CardProfileError(
      `model.json in ${folder} has no readable profile; regenerate it with: lab profile\n${faults}`,
      { cause: error },
    );
  }
}
