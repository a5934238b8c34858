// The gate, asked about a challenger.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabFolders } from './first-model.ts';
import { python } from './lab.ts';
import type { Learned } from './learn.ts';
import type { Replay } from './stage.ts';

export interface Passage {
  readonly accepted: boolean;
  /** The gate's table, in Markdown. */
  readonly table: string;
  /** Why it was refused. */
  readonly reasons: readonly string[];
  /** Folder of the model in service, from the gate's point of view. */
  readonly production: string;
}

/** @param name of the folder in which the gate finds the champion and may put the challenger in its place. */
export async function askGate(
  { folder }: Replay,
  { data, model }: LabFolders,
  { set, folder: challenger }: Learned,
  name: string,
): Promise<Passage> {
  const production = join(folder, name, 'production');
  await rm(join(folder, name), { recursive: true, force: true });
  await cp(model, production, { recursive: true });
  const args = [challenger, data, set.sets, set.version, production];
  const { code, output, errors } = await python('models/replay/gate.py', ...args);
  const reasons = /^refused\n(?<lines>.*)/ms.exec(errors)?.groups?.lines?.trim().split(/\n\s*/) ?? [];
  if (code !== 0 && reasons.length === 0) throw new Error(errors);
  return { accepted: code === 0, table: output.trim(), reasons, production };
}
