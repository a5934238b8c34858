// The model in service: reads its card, and makes sure that the files are the ones the card speaks of.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { loadTopicHead, type TopicHead } from '../../topics/topic-head.ts';
import { TopicsError } from '../../topics/topics-file.ts';

const RESTORE = 'Restore the folder (git checkout models/production), or set MODEL_DIR to an exported model.';

const TWO_LABELS =
  'must be negative, neutral, positive: an older model with two labels cannot serve any more';

const probability = z.number().min(0).max(1);
const file = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.number().int().positive() });

// Only what the service uses; data, metrics, licence and the rest are for people.
const cardSchema = z.object({
  version: z.string().regex(/^[0-9a-f]{12}$/, 'must be 12 hexadecimal digits'),
  maxTokens: z.number().int().min(3),
  labels: z.tuple([z.literal('negative'), z.literal('neutral'), z.literal('positive')], TWO_LABELS),
  calibration: z.object({
    temperature: z.number().positive(),
    bias: z.tuple([z.number(), z.number(), z.number()]),
  }),
  certain: z.object({ negative: probability, neutral: probability, positive: probability }),
  files: z.object({ 'model.onnx': file, 'tokenizer.json': file, 'tokenizer_config.json': file }),
});

/** What the service needs to know of a model. */
export type ModelCard = z.output<typeof cardSchema>;

export interface Model {
  readonly card: ModelCard;
  /** Path of model.onnx. */
  readonly graph: string;
  /** What tokenizer.json and tokenizer_config.json hold. */
  readonly tokenizer: { readonly definition: object; readonly config: object };
  /** Missing when the model knows no topics. */
  readonly head?: TopicHead | undefined;
}

/** The model cannot be served; the message says which file is at fault and what to do. */
export class ModelError extends Error {
  override name = 'ModelError';
}

/** Files of a model folder, the card among them. */
export const MODEL_FILES = ['model.json', 'model.onnx', 'tokenizer.json', 'tokenizer_config.json'] as const;
/** What stands beside them when the model knows topics. */
export const TOPIC_FILES = ['topics.json', 'topics.onnx'] as const;

/** @throws {ModelError} when the folder has no card, or a broken one; its files are not looked at. */
export async function readCard(folder: string): Promise<ModelCard> {
  return parseCard(await read(folder, 'model.json'));
}

/**
 * Loads a model folder as the lab exports it.
 * @param folder with model.json (the card), model.onnx, tokenizer.json and tokenizer_config.json.
 * @throws {ModelError} when a file is missing, broken, or not the one that the card describes.
 */
export async function loadModel(folder: string): Promise<Model> {
  const card = await readCard(folder);
  const names = Object.keys(card.files) as (keyof typeof card.files)[];
  await Promise.all(names.map((name) => check(folder, name, card)));
  const [definition, config, head] = await Promise.all([
    read(folder, 'tokenizer.json'),
    read(folder, 'tokenizer_config.json'),
    headOf(folder, card),
  ]);
  return {
    card,
    graph: join(folder, 'model.onnx'),
    tokenizer: { definition: JSON.parse(definition.toString()), config: JSON.parse(config.toString()) },
    head,
  };
}

async function headOf(folder: string, { version }: ModelCard): Promise<TopicHead | undefined> {
  try {
    return await loadTopicHead(folder, version);
  } catch (error) {
    if (!(error instanceof TopicsError)) throw error;
    throw new ModelError(error.message, { cause: error });
  }
}

function parseCard(bytes: Buffer): ModelCard {
  try {
    return cardSchema.parse(JSON.parse(bytes.toString()));
  } catch (error) {
    const faults = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ModelError(`model.json is not a model card:\n${faults}\n${RESTORE}`, { cause: error });
  }
}

/** Bytes that are read at once. */
const PIECE = 1024 * 1024;

/** Piece by piece: the graph would take 40 MB here, and the sessions load it by themselves. */
async function check(folder: string, name: keyof ModelCard['files'], card: ModelCard): Promise<void> {
  const path = join(folder, name);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
      hash.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  const expected = card.files[name];
  if (bytes !== expected.bytes)
    throw new ModelError(`${path} has ${bytes} bytes, its card says ${expected.bytes}. ${RESTORE}`);
  if (hash.digest('hex') !== expected.sha256)
    throw new ModelError(`${path} is not the file of its card: its SHA-256 differs. ${RESTORE}`);
}

async function read(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name);
  try {
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): ModelError {
  return new ModelError(`${path} cannot be read (${String(error)}). ${RESTORE}`, { cause: error });
}
