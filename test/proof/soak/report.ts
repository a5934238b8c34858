// What a soak has shown: every sample as CSV, a picture, and a table for docs/proof.md.
import { copyFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { keepSection } from '../../bench/report.ts';
import { python } from '../../replay/lab.ts';
import type { Counted } from './channel.ts';
import { cutsOf } from './flatness.ts';
import type { Finding, Run } from './verdict.ts';

const PICTURE = 'docs/pictures/soak.svg';

/** What a soak leaves behind. */
export interface Told {
  readonly run: Run;
  readonly rate: number;
  readonly minutes: number;
  readonly store: string;
  readonly counted: Readonly<Counted>;
  /** Calls that Teams refused because they came too often. */
  readonly throttled: number;
  readonly asked: { readonly verdicts: number; readonly failed: number; readonly telemetry: number };
  readonly mails: number;
  /** Exit code of the service. */
  readonly code: number | null;
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

/** Writes soak.csv and soak.svg into a folder. @param kept whether the picture goes into the documentation too. */
export async function writeFigures(run: Run, folder: string, kept: boolean): Promise<void> {
  const rows = run.samples.map((sample) => {
    const minute = run.minutes.find(({ at }) => at >= sample.at) ?? run.minutes.at(-1);
    return { ...sample, p50: minute?.p50, p99: minute?.p99 };
  });
  await writeFile(
    join(folder, 'soak.csv'),
    stringify(
      rows.map((row) => Object.values(row).map((value) => (value === null ? '' : Number(value).toFixed(3)))),
      { header: true, columns: Object.keys(rows[0] ?? {}) },
    ),
  );
  const figures = join(folder, 'figures.json');
  const picture = join(folder, 'soak.svg');
  await writeFile(figures, JSON.stringify({ ...run, cuts: cutsOf(run.seconds) }));
  const { code, errors } = await python('models/replay/soak.py', figures, picture);
  if (code !== 0) throw new Error(errors);
  if (kept) await copyFile(picture, PICTURE);
}

function row({ what, unit, change, end, bar, holds }: Finding): string {
  const number = (value: number) =>
    Math.abs(value) < 100 ? value.toFixed(unit === '' ? 0 : 1) : whole(value);
  const shown = (value: number) => (unit ? `${number(value)} ${unit}` : number(value));
  const perHour =
    change && `${change.perHour > 0 ? '+' : ''}${change.perHour.toFixed(1)}${unit && ` ${unit}`}`;
  return `| ${what} | ${change ? shown(change.begin) : ''} | ${shown(end)} | ${perHour ?? ''} | ${bar} | ${holds ? 'holds' : '**does not hold**'} |`;
}

/** @returns a section of docs/proof.md. */
export function reportOf(about: Told, findings: readonly Finding[]): string {
  const { run, counted, asked } = about;
  const { warm, span } = cutsOf(run.seconds);
  const begun = run.samples.find(({ at }) => at >= warm)!;
  const last = run.samples.at(-1)!;
  const processor =
    (1000 * (last.processorSeconds - begun.processorSeconds)) / ((last.at - begun.at) * about.rate);
  const connections = run.samples.flatMap((each) => (each.connections === null ? [] : [each.connections]));
  const toDatabase = connections.length > 0 ? `, at most ${Math.max(...connections)} connections to it` : '';
  return `## Under load, for long

\`npm run soak -- --minutes ${about.minutes} --rate ${about.rate}\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, Node ${process.version}; the bundle as it is
deployed on ${about.store}${toDatabase}, its telemetry to an ingestion endpoint over TLS, Teams' limits enforced. ${whole(counted.posts)} posts at ${about.rate} a second, no two
alike, in 48 channels; ${whole(counted.followUps)} votes, reactions, edits and deletions; ${whole(counted.updates)} cards brought up to date, ${whole(counted.deletions)} taken back, ${whole(counted.unasked)} digests and
notices; ${whole(asked.verdicts)} verdicts over REST, Chromium on the dashboard and the posts; ${whole(asked.telemetry)} items of telemetry, ${about.mails} mails. ${whole(counted.refused + asked.failed)} requests were
refused or failed, ${whole(about.throttled)} calls were throttled, ${processor.toFixed(0)} ms of processor time went into each post and what comes with it; exit code ${about.code}.

![Memory, descriptors and delays over the run](pictures/soak.svg)

Begin and end are ${(span / 60).toFixed(0)} minutes each, from minute ${(warm / 60).toFixed(0)} on and the last ones: the median of memory and delays, the least of what is open. The slope is
that of Theil and Sen.

| what | begin | end | an hour | bar | |
|---|--:|--:|--:|--:|---|
${findings.map(row).join('\n')}
`;
}

export const keepInProof = (section: string): Promise<void> => keepSection(section, 'docs/proof.md');
