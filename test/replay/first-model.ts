// The model that serves when the replay begins: a small one of the product's kind, trained on the words of the first week.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { lab, python } from './lab.ts';
import type { WrittenPost } from './posts.ts';

/** Posts of the lab's sets. */
const SETS = { 'train/first_week': 6000, 'dev/first_week': 1200, 'test/first_week': 1200 } as const;
/** How the small model is trained: some seconds of two cores. */
export const TRAINING = ['--posts', '40000', '--rate', '2e-3', '--pieces', '0', '--batch', '64'] as const;

export interface LabFolders {
  readonly data: string;
  /** The run, with its checkpoint. */
  readonly run: string;
  /** The exported model. */
  readonly model: string;
}

/** Writes the lab's data, trains and exports. @param write makes a post with the words of the first week. */
export async function makeFirstModel(folder: string, write: () => WrittenPost): Promise<LabFolders> {
  const folders = {
    data: join(folder, 'data'),
    run: join(folder, 'first'),
    model: join(folder, 'production'),
  };
  for (const [name, count] of Object.entries(SETS)) await writeSet(folders.data, name, count, write);
  const base = join(folder, 'base');
  const { code, errors } = await python('models/replay/base.py', base);
  if (code !== 0) throw new Error(errors);
  const place = ['--data', folders.data, '--run', folders.run];
  await lab('train', 'fine_tuned', ...place, '--base', base, '--no-track', ...TRAINING);
  await lab('export', ...place, '--out', folders.model);
  return folders;
}

async function writeSet(data: string, name: string, count: number, write: () => WrittenPost): Promise<void> {
  const rows = Array.from({ length: count }, write).map(
    ({ text, side, tongue }) => `${side === 'positive' ? 1 : 0},"${text.replaceAll('"', '""')}",${tongue}\n`,
  );
  const path = join(data, `${name}.csv.gz`);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, await promisify(gzip)(`label,text,lang\n${rows.join('')}`));
}
