// Makes the package that Teams installs: filled in, validated, and only then written.
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { fill, type Identity, valuesFrom } from './fill.ts';
import { checkIcon } from './icons.ts';
import { validateManifest, validateTranslation } from './validate.ts';

/** Of every file in the archive: the zip format's own beginning of time, so that the same files make the same archive. */
const TIME = new Date(1980, 0, 1);

/**
 * @param folder where manifest.json, fr.json and the icons are.
 * @param archive the zip to write; it stays as it was when something is wrong.
 * @throws {PackageError} that says what to change.
 */
export async function packTeamsApp({
  settings,
  folder,
  archive,
}: {
  readonly settings: Identity;
  readonly folder: string;
  readonly archive: string;
}): Promise<void> {
  const values = valuesFrom(settings);
  const files = new Map<string, Buffer>();
  const manifest = fill(await readFile(join(folder, 'manifest.json'), 'utf8'), values);
  await validateManifest(manifest);
  files.set('manifest.json', Buffer.from(manifest));
  for (const { file } of JSON.parse(manifest).localizationInfo.additionalLanguages) {
    const translation = await readFile(join(folder, file), 'utf8');
    await validateTranslation(file, translation);
    files.set(file, Buffer.from(translation));
  }
  for (const icon of ['color', 'outline'] as const) {
    const png = await readFile(join(folder, `${icon}.png`));
    checkIcon(icon, png);
    files.set(`${icon}.png`, png);
  }
  await write(archive, files);
}

async function write(archive: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, content] of files) zip.addBuffer(content, name, { mtime: TIME, mode: 0o100644 });
  zip.end();
  await mkdir(dirname(archive), { recursive: true });
  const unfinished = `${archive}.part`;
  await pipeline(zip.outputStream, createWriteStream(unfinished));
  await rename(unfinished, archive);
}
