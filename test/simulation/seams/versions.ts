// Stands in for src/sentiment/model/versions.ts: every version that can be chosen is known on every machine.
import type * as Real from '../../../src/sentiment/model/versions.ts';
import { CHOICES, folderOf } from '../models.ts';

export const VERSION: typeof Real.VERSION = /^[0-9a-f]{12}$/;

export class UnknownVersionError extends Error {
  override name = 'UnknownVersionError';
}

export const createVersions: typeof Real.createVersions = (own) => ({
  own,
  async find(version) {
    if (!CHOICES.some((each) => each === version)) throw new UnknownVersionError(version);
    return folderOf(version);
  },
  async fetch() {
    throw new Error('not simulated');
  },
});
