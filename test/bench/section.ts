// What the sections of `npm run bench` have in common: each measures something in rounds and tells it in Markdown.
import { availableParallelism, cpus } from 'node:os';

/** The model that every section asks. */
export const MODEL = 'models/production';
/** Connections at once, where nothing else is said. */
export const CONNECTIONS = 32;

export interface Settings {
  /** Seconds that each figure is measured for in each round. */
  readonly seconds: number;
  readonly rounds: number;
  /** Inference threads of the service. */
  readonly workers: number;
}

/** Measures and tells. @returns Markdown; its first line is a heading. */
export type Section = (settings: Settings) => Promise<string>;

/** Takes a measurement in each round, and shows how far it is. */
export async function takeRounds<T>(rounds: number, measure: () => Promise<T>): Promise<T[]> {
  const taken: T[] = [];
  for (let round = 1; round <= rounds; round++) {
    process.stderr.write(`\rround ${round} of ${rounds} …`);
    taken.push(await measure());
  }
  process.stderr.write('\r');
  return taken;
}

/** When and on what machine. @param command as it is typed. */
export function measuredBy(command: string): string {
  const day = new Date().toISOString().slice(0, 10);
  return `Measured by \`${command}\` on ${day}: ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`;
}

/** A Markdown table. @param rows the first is the head; all but its first column are numbers. */
export function tableOf([head, ...rows]: readonly (readonly string[])[]): string {
  const line = ['---', ...head!.slice(1).map(() => '--:')];
  return [head!, line, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
