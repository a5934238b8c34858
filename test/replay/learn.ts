// From two weeks of votes to a challenger: export, set, retraining, and what both models say of the posts that were held out.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabFolders } from './first-model.ts';
import { lab } from './lab.ts';
import type { Service, Time } from './service.ts';
import type { Replay } from './stage.ts';

export interface Learned {
  /** Version of the feedback set. */
  readonly set: string;
  /** What the set's report says. */
  readonly posts: { readonly read: number; readonly in: number };
  /** Votes set aside, by the reason. */
  readonly aside: Readonly<Record<string, number>>;
  /** Accuracy on the held-out posts. */
  readonly holdOut: { readonly posts: number; readonly champion: number; readonly challenger: number };
  /** Folder of the exported challenger. */
  readonly challenger: string;
  readonly version: string;
  /** Folder of the set. */
  readonly folder: string;
}

/** @param name of the export, the sets and the run in the replay's folder. */
export async function learn(replay: Replay, service: Service, time: Time, folders: LabFolders, name: string): Promise<Learned> {
  const place = (what: string) => join(replay.folder, `${name}-${what}`);
  const exported = place('export.jsonl');
  const period = new URLSearchParams({
    since: new Date(replay.start).toISOString(),
    until: new Date(time.now + 1).toISOString(),
  });
  await writeFile(exported, await (await service.get(`/export?${period}`)).text());
  const said = await lab('feedback', exported, '--data', folders.data, '--sets', place('sets'));
  const set = /^([0-9a-f]+):/.exec(said)![1]!;
  const folder = join(place('sets'), set);
  return { set, folder, ...(await told(folder)), ...(await retrain(folders, folder, set, place('sets'), place('run'))) };
}
