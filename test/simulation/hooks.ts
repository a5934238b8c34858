// Lets the service load under the simulator: what reaches out of the process is replaced by what stands for it in the virtual world.
// A deliberate fault is put into the source as it is read; a line that is not there is an error.
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A fault put into a file of src on purpose. */
export interface Mutation {
  readonly name: string;
  /** Below src. */
  readonly file: string;
  /** Text that stands there once, and what is put in its place. */
  readonly from: string;
  readonly to: string;
}

const SRC = new URL('../../src/', import.meta.url).href;

/** Files below src, and what is loaded in their place. */
const SEAMS: Readonly<Record<string, string>> = {
  'clock.ts': 'seams/clock.ts',
  'storage/engine/postgres.ts': 'seams/postgres.ts',
  'mail/smtp.ts': 'seams/smtp.ts',
  'http/page.ts': 'seams/page.ts',
  'sentiment/classifier.ts': 'seams/classifier.ts',
  'sentiment/model/versions.ts': 'seams/versions.ts',
};

/**
 * How often replicas look whether there is something to do, when nothing tells them: an hour in which nothing happens costs a tenth.
 * What is done, and in which order, does not hang on it.
 */
const RARER: readonly Mutation[] = [
  ['bot/outbox/sender.ts', 'lookAgain = 100', 'lookAgain = 2000'],
  ['bot/inbox/worker.ts', 'LOOK_AGAIN = SECOND', 'LOOK_AGAIN = 10 * SECOND'],
  ['parts/model.ts', 'LOOK_AGAIN = 5000', 'LOOK_AGAIN = 60_000'],
  ['challenger/challenger.ts', 'PAUSE = 20', 'PAUSE = 2000'],
  ['storage/engine/steady-clock.ts', 'READ_AGAIN = 10_000', 'READ_AGAIN = 60_000'],
].map(([file, from, to]) => ({ name: 'rarer looks', file: file!, from: from!, to: to! }));

export interface LoadOptions {
  readonly mutation?: Mutation | undefined;
  /** Lets replicas look as often as they do in service. */
  readonly exact?: boolean | undefined;
}

export function loadUnderSimulation({ mutation, exact }: LoadOptions = {}): void {
  const mutations = [...(exact ? [] : RARER), ...(mutation ? [mutation] : [])];
  const replaced = new Map(
    Object.entries(SEAMS).map(([file, seam]) => [SRC + file, new URL(seam, import.meta.url).href]),
  );
  registerHooks({
    resolve(specifier, context, next) {
      const within = context.parentURL?.startsWith(SRC);
      if (within && specifier === 'node:fs/promises')
        return { url: new URL('seams/files.ts', import.meta.url).href, shortCircuit: true };
      const found = next(specifier, context);
      const seam = replaced.get(found.url);
      return seam === undefined ? found : { ...found, url: seam };
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.startsWith(SRC)) return loaded;
      const file = url.slice(SRC.length);
      const here = mutations.filter((each) => each.file === file);
      return { ...loaded, source: noteKeepings(here.reduce(mutate, String(loaded.source)), file) };
    },
  });
}

/** Maps and sets that begin empty, with the names that they have. */
const BEGINS = /\b(\w+)( = )(new (?:Map|Set)(?:<[^\n;]*?>)?\(\))/g;

function noteKeepings(source: string, file: string): string {
  return source.replace(
    BEGINS,
    (_, name, is, made) => `${name}${is}globalThis.noteKeeping(${made}, '${file} ${name}')`,
  );
}

function mutate(source: string, { name, file, from, to }: Mutation): string {
  if (source.split(from).length !== 2)
    throw new Error(`The fault "${name}" does not fit: src/${file} does not have once: ${from}`);
  return source.replace(from, () => to);
}

/** Whether a module is run by itself. */
export const isMain = (url: string): boolean =>
  process.argv[1] !== undefined && url === pathToFileURL(process.argv[1]).href;

export const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
