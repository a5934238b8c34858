// Makes the bundle: a folder that starts with `node main.js` on a Linux (x64) machine with nothing but Node 24.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { bundleJavaScript, FOLDERS } from './javascript.ts';

const { name, version, license, engines } = manifest;

/** Files that are taken as they are, by their place in the bundle. */
const COPIES = {
  // Beside its binding, where the loader of the operating system looks for it.
  'libonnxruntime.so.1': fileURLToPath(
    new URL('../bin/napi-v6/linux/x64/libonnxruntime.so.1', import.meta.resolve('onnxruntime-node')),
  ),
  'models/production': fileURLToPath(new URL('../../models/production', import.meta.url)),
  ...Object.fromEntries(
    Object.entries(FOLDERS).map(([place, source]) => [
      place,
      fileURLToPath(new URL(`../../${source}`, import.meta.url)),
    ]),
  ),
  LICENSE: fileURLToPath(new URL('../../LICENSE', import.meta.url)),
  // The page of the REST door asks for these by the name of their package.
  ...Object.fromEntries(
    ['package.json', 'swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'].map((file) => [
      `node_modules/swagger-ui-dist/${file}`,
      fileURLToPath(import.meta.resolve(`swagger-ui-dist/${file}`)),
    ]),
  ),
};

/**
 * @param folder absolute path; what it held is removed.
 * @returns the names of the packages whose code is in it.
 * @throws when a part is missing; the folder is incomplete then.
 */
export async function makeBundle(folder: string, options?: { minify?: boolean }): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const packages = await bundleJavaScript(folder, options);
  for (const [place, source] of Object.entries(COPIES)) {
    await mkdir(dirname(join(folder, place)), { recursive: true });
    await cp(source, join(folder, place), { recursive: true });
  }
  const bundled = { name, version, license, private: true, type: 'module', engines };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(bundled, null, 2)}\n`);
  return packages;
}
