// From votes to a challenger: export, feedback set, retraining, and what both models say of the posts that were held out.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabFolders } from './first-model.ts';
import { lab } from './lab.ts';
import type { Service, Time } from './service.ts';
import type { Replay } from './stage.ts';

/** The small model learns faster than the product's, and half of what it learns from is new. */
const RETRAINING = [
  '--posts',
  '40000',
  '--rate',
  '2e-3',
  '--head-rate',
  '1e-3',
  '--share',
  '0.5',
  '--repeats',
  '20',
];

export interface FeedbackSet {
  readonly version: string;
  /** Folder of all sets. */
  readonly sets: string;
  readonly posts: {
    readonly read: number;
    readonly in: number;
    readonly out: Readonly<Record<string, number>>;
    readonly parts: { readonly test: number };
  };
  readonly votes: { readonly read: number; readonly out: Readonly<Record<string, number>> };
}

export interface Learned {
  readonly set: FeedbackSet;
  /** Share of right labels on the posts that were held out, as people voted on them. */
  readonly holdOut: { readonly posts: number; readonly champion: number; readonly challenger: number };
  /** Folder of the exported challenger, and its version. */
  readonly folder: string;
  readonly version: string;
}

/** @param name begins the names of what it makes in the replay's folder. */
export async function learn(
  replay: Replay,
  service: Service,
  time: Time,
  { data, model }: LabFolders,
  name: string,
): Promise<Learned> {
  const place = (what: string) => join(replay.folder, `${name}-${what}`);
  const exported = place('export.jsonl');
  await writeFile(exported, await exportAll(replay, service, time));
  const set = await buildSet(exported, data, place('sets'));
  const where = ['--data', data, '--sets', set.sets, '--production', model, '--runs', place('runs')];
  await lab('retrain', '--feedback', set.version, ...where, '--no-track', ...RETRAINING);
  const folder = join(place('runs'), `retrain-${set.version}`, 'challenger');
  const held = join(set.sets, set.version);
  const holdOut = {
    posts: set.posts.parts.test,
    champion: await accuracyOn(held, model),
    challenger: await accuracyOn(held, folder),
  };
  return { set, holdOut, folder, version: await versionOf(folder) };
}

/** Everything that people voted on since the first day. */
async function exportAll({ start }: Replay, service: Service, { now }: Time): Promise<string> {
  const moment = (at: number) => new Date(at).toISOString();
  const period = new URLSearchParams({ since: moment(start), until: moment(now + 1) });
  return (await service.get(`/export?${period}`)).text();
}

async function buildSet(exported: string, data: string, sets: string): Promise<FeedbackSet> {
  const said = await lab('feedback', exported, '--data', data, '--sets', sets);
  const version = /^[0-9a-f]{12}/m.exec(said)![0];
  const { posts, votes } = JSON.parse(await readFile(join(sets, version, 'report.json'), 'utf8'));
  return { version, sets, posts, votes };
}

/** Accuracy on the posts of a set that were held out. */
async function accuracyOn(held: string, model: string): Promise<number> {
  const said = await lab('evaluate', '--production', model, '--data', held, '--parts', 'test');
  return (JSON.parse(said) as Record<string, { accuracy: number }>)['test/feedback']!.accuracy;
}

export async function versionOf(model: string): Promise<string> {
  return JSON.parse(await readFile(join(model, 'model.json'), 'utf8')).version;
}
