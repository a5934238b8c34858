// Where the versions of the model lie: the service's own in MODEL_DIR, every other that was fetched in a folder of its own.

import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../clock.ts';
import { loadModel, MODEL_FILES, ModelError, readCard, TOPIC_FILES } from './model.ts';

/** How a version is written: 12 hexadecimal digits. */
export const VERSION = /^[0-9a-f]{12}$/;

export interface Versions {
  /** Folder of the service's own model. */
  readonly own: string;
  /**
   * Folder of a version that is known here.
   * @throws {UnknownVersionError}
   */
  find(version: string): Promise<string>;
  /**
   * Keeps a copy of a model folder, once its files are those that its card speaks of.
   * @returns its version.
   * @throws {ModelError} when they are not, or another model is kept under the same version.
   */
  fetch(folder: string): Promise<string>;
}

/** No folder here holds this version. */
export class UnknownVersionError extends Error {
  override name = 'UnknownVersionError';

  constructor(version: string) {
    super(`Version ${version} is not known here; fetch it with: npm run model:use -- FOLDER`);
  }
}

/**
 * @param own folder of the service's own model.
 * @param dataDir folder in whose `models` each other version has a folder; made when it is needed.
 */
export function createVersions(own: string, dataDir: string): Versions {
  const fetched = join(dataDir, 'models');
  const versionIn = (folder: string) =>
    readCard(folder).then(
      ({ version }) => version,
      () => undefined,
    );

  return {
    own,

    async find(version) {
      if (!VERSION.test(version)) throw new UnknownVersionError(version);
      for (const folder of [own, join(fetched, version)])
        if ((await versionIn(folder)) === version) return folder;
      throw new UnknownVersionError(version);
    },

    async fetch(folder) {
      const { card, head } = await loadModel(folder);
      const kept = join(fetched, card.version);
      for (const known of [own, kept]) {
        const model = await loadModel(known).catch(() => undefined);
        if (model?.card.version !== card.version) continue;
        if (isDeepStrictEqual(model.card, card)) return card.version;
        throw new ModelError(
          `${known} holds another model under the version ${card.version}. Export the new one again, so that it gets a version of its own.`,
        );
      }
      await keep(folder, kept, head ? [...MODEL_FILES, ...TOPIC_FILES] : MODEL_FILES);
      return card.version;
    },
  };
}

/** Copies beside its place first: whoever looks finds all of the model or nothing. */
async function keep(folder: string, place: string, names: readonly string[]): Promise<void> {
  const copy = `${place}.${newId()}`;
  try {
    await mkdir(copy, { recursive: true });
    for (const name of names) await cp(join(folder, name), join(copy, name), { dereference: true });
    await loadModel(copy);
    await rm(place, { recursive: true, force: true });
    await rename(copy, place);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
