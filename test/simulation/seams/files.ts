// Stands in for node:fs/promises below src: a file is read at once, so that no moment depends on a disk.
import { readFileSync } from 'node:fs';

export const readFile = async (path: string | URL, encoding?: BufferEncoding) =>
  encoding === undefined ? readFileSync(path) : readFileSync(path, encoding);

const never = (name: string) => async () => {
  throw new Error(`${name} is not simulated`);
};
export const cp = never('cp');
export const mkdir = never('mkdir');
export const rename = never('rename');
export const rm = never('rm');
export const open = never('open');
