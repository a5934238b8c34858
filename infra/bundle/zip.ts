// Packs the bundle for the way to Azure, file by file, so that the same files make the same archive.
import { createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Of every file in the archive: the zip format's own beginning of time. */
const TIME = new Date(1980, 0, 1);

export async function zipFolder(folder: string, archive: string): Promise<void> {
  const zip = new ZipFile();
  for (const file of await filesOf(folder))
    zip.addFile(file, relative(folder, file), { mtime: TIME, mode: 0o100644, compressionLevel: 9 });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(archive));
}

/** Paths of all files below a folder, sorted. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Bytes of all files below a folder. */
export async function bytesOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await filesOf(folder)).map((file) => stat(file)));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
